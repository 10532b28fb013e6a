import { z } from 'zod';
import { civilDate } from '../base/civil-date.ts';
import {
  line,
  lineOrNull,
  optionalLine,
  optionalText,
  scannedText,
  textOrNull,
} from '../base/text.ts';
import { quantity } from '../orders/contract.ts';
import { concernReason, treatmentConcern } from '../safety/concern.ts';
import { uuid } from '../base/uuid.ts';
import { signingFields } from '../signing/record-state.ts';

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
  /** The wound that was treated; null in records from before wounds had a place of their own. */
  woundId: uuid().nullable(),
  /** Who did it, where that was not who recorded it. */
  performedBy: uuid().nullable(),
  performedByName: z.string().nullable(),
  appliedAt: z.iso.datetime().nullable(),
  /** East of UTC, as clocks showed at the bedside. */
  appliedOffsetMinutes: z.int().nullable(),
  appliedMm2: z.int().nullable(),
  discardedMm2: z.int().nullable(),
  discardReason: z.string().nullable(),
  lotNumber: z.string().nullable(),
  serialNumber: z.string().nullable(),
  expiresOn: civilDate.nullable(),
  /** The scans of the label, each as it came; null where nothing was scanned. */
  labelScans: z.array(z.string()).nullable(),
  /** What it was made ready with, such as saline, with the lot and the expiry of that. */
  reconstitutionMaterial: z.string().nullable(),
  reconstitutionLot: z.string().nullable(),
  reconstitutionExpiresOn: civilDate.nullable(),
  /** Recorded by another system: nobody signs or bills it here. */
  isImported: z.boolean(),
  /** What spoke against it, each with why it was done all the same. */
  concerns: z.array(treatmentConcern).default([]),
  ...signingFields,
  recordedBy: uuid(),
  recordedByName: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
});
export type TreatmentRecord = z.output<typeof treatmentRecord>;

const LONGEST_SCAN = 1000;
const MOST_SCANS = 20;

const labelScans = z
  .array(scannedText(LONGEST_SCAN))
  .max(MOST_SCANS, `are more than ${MOST_SCANS}`)
  .nullable()
  .transform((scans) => (scans === null || scans.length === 0 ? null : scans));

const MAX_AREA_MM2 = 10_000_000;

const areaMm2 = (least: number) =>
  z
    .int('must be a whole number of mm²')
    .min(least, least > 0 ? 'must be more than 0' : 'is below 0')
    .max(MAX_AREA_MM2, 'is larger than any package');

/** A value that may be left out: then nobody said it. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}

/** What is said of a use beyond product and day. */
const useFields = {
  /** Of this patient; its words then become the wound location. */
  woundId: uuid().nullable(),
  /** Null: whoever records it. */
  performedBy: uuid().nullable(),
  /** With the offset that clocks showed; on the day of `dateApplied`. */
  appliedAt: z.iso.datetime({ offset: true }).nullable(),
  /** Together with what was discarded, the area of the opened packages. */
  appliedMm2: areaMm2(1).nullable(),
  discardedMm2: areaMm2(0).nullable(),
  /** Needed where some was discarded. */
  discardReason: lineOrNull(500),
  lotNumber: lineOrNull(50),
  serialNumber: lineOrNull(50),
  expiresOn: civilDate.nullable(),
  labelScans,
  reconstitutionMaterial: lineOrNull(200),
  reconstitutionLot: lineOrNull(50),
  reconstitutionExpiresOn: civilDate.nullable(),
};

/** What a person types about a treatment, whether recording or correcting it. */
export const treatmentFields = {
  /** Null for a product that stands on none of the patient's orders, which needs a reason. */
  orderId: uuid().nullable(),
  /** Product code (SKU), usually of a line of that order. */
  productId: line(100),
  quantityUsed: quantity,
  dateApplied: civilDate,
  diagnosis: optionalText(),
  procedurePerformed: optionalText(),
  woundLocation: optionalLine(255),
  doctorNotes: optionalText(),
  /** Needed only where more is used than the order still holds. */
  overuseReason: optionalLine(500),
  woundId: optional(useFields.woundId),
  performedBy: optional(useFields.performedBy),
  appliedAt: optional(useFields.appliedAt),
  appliedMm2: optional(useFields.appliedMm2),
  discardedMm2: optional(useFields.discardedMm2),
  discardReason: optionalLine(500),
  lotNumber: optionalLine(50),
  serialNumber: optionalLine(50),
  expiresOn: optional(useFields.expiresOn),
  labelScans: optional(labelScans),
  reconstitutionMaterial: optionalLine(200),
  reconstitutionLot: optionalLine(50),
  reconstitutionExpiresOn: optional(useFields.reconstitutionExpiresOn),
  /** One for each concern that the save was stopped for, in the words of that concern. */
  concernReasons: z.array(concernReason).max(50).default([]),
};

/** The same for a correction, where what is left out would silently be erased. */
export const correctedTreatmentFields = {
  ...treatmentFields,
  ...useFields,
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

/** Why nothing can have been done on a day; null when it can. Days are the site's. */
export function dayProblem(
  dateApplied: string,
  patient: { readonly birthOn: string },
  today: string,
): string | null {
  if (dateApplied > today) return 'is in the future';
  if (dateApplied < patient.birthOn) return "is before the patient's birth";
  return null;
}

/**
 * The same, and no day after the death: what was written down for one was, all the same, done to somebody
 * and can be recorded with a reason.
 */
export function dateAppliedProblem(
  dateApplied: string,
  patient: { readonly birthOn: string; readonly deceasedOn: string | null },
  today: string,
): string | null {
  const impossible = dayProblem(dateApplied, patient, today);
  if (impossible !== null) return impossible;
  if (patient.deceasedOn !== null && dateApplied > patient.deceasedOn)
    return "is after the patient's death";
  return null;
}

type Use = Pick<
  TreatmentRecord,
  | 'productId'
  | 'woundId'
  | 'quantityUsed'
  | 'lotNumber'
  | 'serialNumber'
  | 'expiresOn'
  | 'dateApplied'
> & { readonly orderId: string | null };

/** True where nothing differs that decides whether a product could be used. */
export function isSameUse(one: Use, other: Use): boolean {
  return (
    one.orderId === other.orderId &&
    one.productId === other.productId &&
    one.woundId === other.woundId &&
    one.quantityUsed === other.quantityUsed &&
    one.lotNumber === other.lotNumber &&
    one.serialNumber === other.serialNumber &&
    one.expiresOn === other.expiresOn &&
    one.dateApplied === other.dateApplied
  );
}
