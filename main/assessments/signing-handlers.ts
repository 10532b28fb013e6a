import type { assessmentOperations } from '../../shared/assessments/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { failWith } from '../../shared/base/result.ts';
import type { Contexts } from '../platform/context.ts';
import { voidingProblem } from '../signing/actions.ts';
import { checkPin } from '../staff/pin-check.ts';
import { amendAssessment, voidAssessment } from './amend-assessment.ts';
import { unknownRecord } from './correct-assessment.ts';
import { selectAssessment } from './store.ts';

type SigningHandlers = Pick<
  Handlers<typeof assessmentOperations, Contexts>,
  'assessments.amend' | 'assessments.void'
>;

export const assessmentSigningHandlers: SigningHandlers = {
  async 'assessments.amend'({ assessmentId, pin, ...given }, context) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectAssessment(tx, assessmentId);
    return current ? amendAssessment(context, current, given) : unknownRecord;
  },
  async 'assessments.void'({ assessmentId, seen, reason, pin }, context) {
    const { tx, actor } = context;
    const checkedPin = await checkPin(context, actor.userId, pin);
    if (!checkedPin.ok) return checkedPin;
    const current = await selectAssessment(tx, assessmentId);
    if (!current) return unknownRecord;
    const problem = voidingProblem(current, actor);
    if (problem) return problem;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else corrected this assessment meanwhile.', current);
    return voidAssessment(context, current, reason);
  },
};
