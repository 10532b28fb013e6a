import { fail, failWith } from '../../shared/base/result.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { dateAppliedProblem, overuse } from '../../shared/treatments/treatment-record.ts';
import { findOrderInUse } from '../orders/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';

export type TypedTreatment = {
  readonly orderId: string;
  readonly productId: string;
  readonly quantityUsed: number;
  readonly dateApplied: string;
  readonly overuseReason: string | null;
};

/** What the patient, the order and the calendar say against a treatment; else what it takes from where. */
export async function checkTreatment(
  db: ReadonlyDb,
  typed: TypedTreatment,
  given: { readonly patient: Patient; readonly exceptRecordId: string | null; readonly now: Date },
) {
  const { patient, exceptRecordId } = given;
  const { orderId, productId } = typed;
  const order = await findOrderInUse(db, { orderId, productId, exceptRecordId });
  if (!order) return fail('UnknownOrder', 'There is no such order here. Choose another.');
  if (order.patientId !== patient.id)
    return fail(
      'OrderOfAnotherPatient',
      'That order is of another patient. Choose one of this patient.',
    );
  const { line, orderNumber } = order;
  if (!line) return fail('NotOnOrder', 'That product is not on the order. Choose one that is.');
  const wrongDate = dateAppliedProblem(
    typed.dateApplied,
    patient,
    await todayAtSite(db, given.now),
  );
  if (wrongDate !== null)
    return fail('ImpossibleDate', `dateApplied ${wrongDate}. Check the date.`);
  const { quantityUsed } = typed;
  const { quantityOrdered, alreadyUsed } = line;
  if (overuse({ quantityOrdered, alreadyUsed, quantityUsed }) > 0 && typed.overuseReason === null) {
    const quantityRemaining = quantityOrdered - alreadyUsed;
    return failWith(
      'MoreThanOrdered',
      `The order holds ${Math.max(0, quantityRemaining)} of this product, and ${quantityUsed} were used. Say why in overuseReason, or choose another order.`,
      { quantityOrdered, quantityRemaining, quantityUsed },
    );
  }
  return { ok: true as const, value: { productName: line.productName, orderNumber } };
}
