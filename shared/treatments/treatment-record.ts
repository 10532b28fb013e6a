import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import { line, lineOrNull, optionalLine, optionalText, textOrNull } from '../base/text.ts';
import { quantity } from '../orders/contract.ts';
import { uuid } from '../base/uuid.ts';

export const treatmentRecord = z.object({
  id: uuid(),
  patientId: uuid(),
  orderId: uuid(),
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
  recordedBy: uuid(),
  recordedByName: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
});
export type TreatmentRecord = z.output<typeof treatmentRecord>;

/** What a person types about a treatment, whether recording or correcting it. */
export const treatmentFields = {
  orderId: uuid(),
  /** Product code (SKU) of a line of that order. */
  productId: line(100),
  quantityUsed: quantity,
  dateApplied: civilDate,
  diagnosis: optionalText(),
  procedurePerformed: optionalText(),
  woundLocation: optionalLine(255),
  doctorNotes: optionalText(),
  /** Needed only where more is used than the order still holds. */
  overuseReason: optionalLine(500),
};

/** The same for a correction, where what is left out would silently be erased. */
export const correctedTreatmentFields = {
  ...treatmentFields,
  diagnosis: textOrNull(),
  procedurePerformed: textOrNull(),
  woundLocation: lineOrNull(255),
  doctorNotes: textOrNull(),
};

/**
 * Units by which a use goes beyond what the order line holds; 0 when it does not.
 * `alreadyUsed` excludes the record that is being corrected.
 */
export function overuse(use: {
  readonly quantityOrdered: number;
  readonly alreadyUsed: number;
  readonly quantityUsed: number;
}): number {
  const remaining = Math.max(0, use.quantityOrdered - use.alreadyUsed);
  return Math.max(0, use.quantityUsed - remaining);
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
