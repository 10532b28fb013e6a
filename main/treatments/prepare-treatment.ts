import type { Actor } from '../../shared/base/permission.ts';
import { ok } from '../../shared/base/result.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { TreatmentFields } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { unplannedOrderOf } from '../orders/actions.ts';
import type { CommandContext } from '../platform/context.ts';
import { checkTreatment } from './treatment-problem.ts';

type Context = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

/**
 * The columns of a treatment that may be recorded, what speaks against it with its reasons, and by what it
 * moves stock; or why it cannot be. For what stands on no order the patient's unplanned order is taken, and made if need be.
 */
export async function prepareTreatment(
  context: Context,
  typed: TreatmentFields,
  { patient, before }: { readonly patient: Patient; readonly before: TreatmentRecord | null },
) {
  const { tx, now, actor } = context;
  const checked = await checkTreatment(tx, typed, {
    patient,
    before,
    now,
    actorId: actor.userId,
  });
  if (!checked.ok) return checked;
  const { row, ...found } = checked.value;
  const orderId = typed.orderId ?? (await unplannedOrderOf(context, patient.id, typed.dateApplied));
  return ok({ ...found, row: { ...row, orderId } });
}
