import type { allergyOperations } from '../../shared/allergies/contract.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { foldText } from '../../shared/patients/patient.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { todayAtSite } from '../site/actions.ts';
import { addAllergy } from './actions.ts';
import { markRemoved, selectAllergies } from './store.ts';

export const allergyHandlers: Handlers<typeof allergyOperations, Contexts> = {
  async 'allergies.add'(input, { tx, now, newId, actor }) {
    if (!(await findPatient(tx, input.patientId)))
      return fail('UnknownPatient', 'There is no such patient here.');
    if (input.onsetOn !== null && input.onsetOn > (await todayAtSite(tx, now)))
      return fail('ImpossibleDate', 'onsetOn is in the future. Check the date.');
    const listed = await selectAllergies(tx, input.patientId);
    if (listed.some(({ substance }) => foldText(substance) === foldText(input.substance)))
      return fail('AlreadyListed', 'That substance is on the chart already.');
    const recorded = { recordedBy: actor.userId, recordedAt: now };
    return ok(await addAllergy(tx, { id: newId(), ...input, ...recorded }));
  },
  async 'allergies.remove'({ allergyId, reason }, { tx, now, actor }) {
    const removed = await markRemoved(tx, allergyId, {
      removedBy: actor.userId,
      removedAt: now.toISOString(),
      removalReason: reason,
    });
    return removed
      ? ok(removed)
      : fail('UnknownAllergy', 'That allergy is not on a chart here; it may be removed already.');
  },
};
