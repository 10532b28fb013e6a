import { emptyEntry, lineKey, type TreatmentEntry } from './treatment-entry.ts';
import type { TreatmentRecord } from './treatment-record.ts';

/**
 * What "Same as last" takes over. Never the day and the notes, which belong to one treatment, and never
 * lot, serial number and expiry, which belong to one package.
 */
export const carriedFields = [
  'line',
  'quantityUsed',
  'woundId',
  'woundLocation',
  'diagnosis',
  'procedurePerformed',
] as const satisfies readonly (keyof TreatmentEntry)[];
export type CarriedField = (typeof carriedFields)[number];

/** The answer of `treatments.repeatLast` that is not null. */
export type LastTreatment = {
  readonly from: TreatmentRecord;
  readonly orderId: string | null;
};

export type Repeat = {
  readonly entry: TreatmentEntry;
  /** Filled from last time, each still to be confirmed by a person. */
  readonly carried: readonly CarriedField[];
};

/** A new entry with the values of the last treatment; its order line only where one still holds some. */
export function sameAsLast({ from, orderId }: LastTreatment, dateApplied: string): Repeat {
  const entry = {
    ...emptyEntry(dateApplied),
    line: orderId === null ? '' : lineKey({ orderId, productId: from.productId }),
    quantityUsed: from.quantityUsed,
    woundId: from.woundId ?? '',
    // The words of a wound come from the wound.
    woundLocation: from.woundId === null ? (from.woundLocation ?? '') : '',
    diagnosis: from.diagnosis ?? '',
    procedurePerformed: from.procedurePerformed ?? '',
  };
  return {
    entry,
    carried: carriedFields.filter((field) => entry[field] !== '' && entry[field] !== null),
  };
}
