import { birthProblem, mrnKey, patient, type Patient } from '../../shared/patients/patient.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { firstTreatmentOf } from '../treatments/actions.ts';
import { changePatient } from './actions.ts';
import { selectPatient, selectPatientsWithMrn } from './store.ts';

const details = patient.omit({ id: true, version: true }).partial();

/**
 * Sets details as somebody decided who had both sides in view, by the rules of any correction; what stood
 * before is kept. `said` has them by the names of the contract.
 */
export async function settlePatientDetails(
  { tx, now, actor }: Pick<CommandContext, 'tx' | 'now'> & { readonly actor: Actor },
  { id, said }: { readonly id: string; readonly said: Readonly<Record<string, unknown>> },
) {
  const current = await selectPatient(tx, id);
  if (!current) return fail('UnknownPatient', 'There is no such patient here.');
  const read = details.safeParse(said);
  if (!read.success)
    return fail('NotReadable', 'It says something that no chart can say. Correct it by hand.');
  const to = Object.fromEntries(
    Object.entries(read.data).filter(([name, value]) => Reflect.get(current, name) !== value),
  );
  if (Object.keys(to).length === 0) return ok(null);
  const next = { ...current, ...to };
  const { deceasedOn } = next;
  const wrongBirth = birthProblem(next.birthOn, {
    today: await todayAtSite(tx, now),
    deceasedOn,
    firstTreatedOn: await firstTreatmentOf(tx, id),
  });
  if (wrongBirth !== null)
    return fail('ImpossibleDate', `The date of birth ${wrongBirth}. Correct it by hand.`);
  if (await hasAnother(tx, next))
    return fail(
      'LikelyDuplicate',
      'Another patient has this MRN. Find out whose it is, and correct it by hand.',
    );
  await changePatient(tx, current, { to, replacedBy: actor.userId, now });
  return ok(null);
}

async function hasAnother(db: ReadonlyDb, { id, mrn }: Patient): Promise<boolean> {
  const key = mrnKey(mrn);
  if (key === null) return false;
  const patients = await selectPatientsWithMrn(db, key);
  return patients.some((each) => each.id !== id);
}
