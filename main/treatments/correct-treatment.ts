import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { TreatmentFields } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { findPatient } from '../patients/actions.ts';
import type { CommandContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { isEnteredLate } from '../signing/actions.ts';
import { replaceConcerns } from './concern-store.ts';
import { moveStockAnew } from './move-stock.ts';
import { occurredOf } from './occurred.ts';
import { prepareTreatment } from './prepare-treatment.ts';
import { replaceTreatment, selectTreatment } from './store.ts';

export type TreatmentContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & {
  readonly actor: Actor;
};

export const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');
export const unknownRecord = fail('UnknownRecord', 'There is no such treatment record here.');

/** A record as it is shown once it was saved. */
export async function recordAsSaved(tx: Tx, id: string) {
  const saved = await selectTreatment(tx, id);
  if (!saved) throw new Error('A treatment record that was just saved is gone');
  return ok(saved);
}

/** Changes an unsigned record by the rules of any treatment; what stood before is kept. */
export async function correctTreatment(
  context: TreatmentContext,
  current: TreatmentRecord,
  { typed, reason }: { readonly typed: TreatmentFields; readonly reason: string },
) {
  const { tx, now, newId, actor } = context;
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This record was voided. Record the treatment anew.');
  if (current.signedAt !== null)
    return fail('AlreadySigned', 'This record is signed and cannot change. Amend it.');
  const patient = await findPatient(tx, current.patientId);
  if (!patient) return unknownPatient;
  const prepared = await prepareTreatment(context, typed, { patient, before: current });
  if (!prepared.ok) return prepared;
  const { row, concerns, movedWith } = prepared.value;
  // What was late once is shown as late for ever.
  const isLateEntry =
    current.isLateEntry || (await isEnteredLate(tx, occurredOf(row), new Date(current.createdAt)));
  const to = { ...row, isLateEntry };
  await replaceTreatment(tx, current, { to, reason, replacedBy: actor.userId, now });
  await replaceConcerns(tx, current.id, { concerns, newId });
  const after = { ...current, ...row };
  await moveStockAnew(context, { ...movedWith, before: current, after, reason });
  return recordAsSaved(tx, current.id);
}
