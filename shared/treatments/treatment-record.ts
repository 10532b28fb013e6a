import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { optionalLine, optionalText } from '../base/text.ts';
import { quantity } from '../orders/contract.ts';

export const treatmentRecord = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  orderId: z.uuid(),
  orderNumber: z.string(),
  /** Product code (SKU). */
  productId: z.string(),
  productName: z.string(),
  /** Whole units taken from the order. */
  quantityUsed: z.int(),
  dateApplied: civilDate,
  diagnosis: z.string().nullable(),
  procedurePerformed: z.string().nullable(),
  woundLocation: z.string().nullable(),
  doctorNotes: z.string().nullable(),
  overuseReason: z.string().nullable(),
  recordedBy: z.uuid(),
  recordedByName: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
});
export type TreatmentRecord = z.output<typeof treatmentRecord>;

/** What a person types about a treatment, whether recording or correcting it. */
export const treatmentFields = {
  orderId: z.uuid(),
  /** Product code (SKU) of a line of that order. */
  productId: z.string().min(1, 'is missing').max(100),
  quantityUsed: quantity,
  dateApplied: civilDate,
  diagnosis: optionalText(),
  procedurePerformed: optionalText(),
  woundLocation: optionalLine(255),
  doctorNotes: optionalText(),
  /** Needed only where more is used than the order still holds. */
  overuseReason: optionalLine(500),
};

/**
 * Units by which a use goes beyond what the order line holds; 0 when it does not.
 * `alreadyUsed` excludes the record that is being corrected.
 */
export function overuse(line: {
  readonly quantityOrdered: number;
  readonly alreadyUsed: number;
  readonly quantityUsed: number;
}): number {
  const remaining = Math.max(0, line.quantityOrdered - line.alreadyUsed);
  return Math.max(0, line.quantityUsed - remaining);
}

/** Why a date of treatment cannot be; null when it can. Days are the site's. */
export function dateAppliedProblem(
  dateApplied: string,
  patient: { readonly birthOn: string; readonly deceasedOn: string | null },
  today: string,
): string | null {
  if (dateApplied > today) return 'is in the future';
  if (dateApplied < patient.birthOn) return "is before the patient's birth";
  if (patient.deceasedOn !== null && dateApplied > patient.deceasedOn)
    return "is after the patient's death";
  return null;
}
