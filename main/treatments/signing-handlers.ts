import type { Handlers } from '../../shared/base/contract.ts';
import { failWith } from '../../shared/base/result.ts';
import type { treatmentOperations } from '../../shared/treatments/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { voidingProblem } from '../signing/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { amendTreatment, voidTreatment } from './amend-treatment.ts';
import { unknownRecord } from './correct-treatment.ts';
import { selectTreatment } from './store.ts';

type SigningHandlers = Pick<
  Handlers<typeof treatmentOperations, Contexts>,
  'treatments.amend' | 'treatments.void'
>;

export const treatmentSigningHandlers: SigningHandlers = {
  async 'treatments.amend'({ treatmentRecordId, pin, ...given }, context) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectTreatment(tx, treatmentRecordId);
    return current ? amendTreatment(context, current, given) : unknownRecord;
  },
  async 'treatments.void'({ treatmentRecordId, seen, reason, pin }, context) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectTreatment(tx, treatmentRecordId);
    if (!current) return unknownRecord;
    const problem = voidingProblem(current, actor);
    if (problem) return problem;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this record meanwhile.', current);
    return voidTreatment(context, current, reason);
  },
};
