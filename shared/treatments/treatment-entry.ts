import { z } from 'zod';
import { areaAsTyped } from '../base/size-words.ts';
import type { ConcernReason } from '../safety/concern.ts';
import { appliedTime } from './applied-at.ts';
import { overuse, type TreatmentRecord, treatmentFields } from './treatment-record.ts';

/** A treatment as it stands in a form: every field there, whether filled in or not. */
export type TreatmentEntry = {
  /** The order line that was used (`lineKey`); empty when none is chosen. */
  readonly line: string;
  /** Whole units; null when empty or no whole number. */
  readonly quantityUsed: number | null;
  /** `YYYY-MM-DD`, or empty. */
  readonly dateApplied: string;
  /** Empty when none is chosen: then `woundLocation` says where. */
  readonly woundId: string;
  readonly woundLocation: string;
  readonly diagnosis: string;
  readonly procedurePerformed: string;
  readonly doctorNotes: string;
  readonly overuseReason: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly expiresOn: string;
  /** The scans of the label, each as it came; filled by scanning alone. */
  readonly labelScans: readonly string[];
  /** What it was made ready with; empty for nothing. */
  readonly reconstitutionMaterial: string;
  readonly reconstitutionLot: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly reconstitutionExpiresOn: string;
  /** In cm², as typed. */
  readonly appliedArea: string;
  readonly discardedArea: string;
  readonly discardReason: string;
  /** `HH:MM` on clocks at the site, or empty. */
  readonly appliedTime: string;
  /** Empty for whoever records it. */
  readonly performedBy: string;
  /** Why it is used all the same, for each concern that was shown. */
  readonly concernReasons: readonly ConcernReason[];
  /** Why a saved record is corrected; stays empty when recording. */
  readonly reason: string;
};
export type EntryField = keyof TreatmentEntry;

/** The fields in the order in which a form shows them. */
export const entryFields = [
  'reason',
  'line',
  'concernReasons',
  'quantityUsed',
  'overuseReason',
  'dateApplied',
  'woundId',
  'woundLocation',
  'diagnosis',
  'procedurePerformed',
  'doctorNotes',
  'lotNumber',
  'serialNumber',
  'expiresOn',
  'labelScans',
  'reconstitutionMaterial',
  'reconstitutionLot',
  'reconstitutionExpiresOn',
  'appliedArea',
  'discardedArea',
  'discardReason',
  'appliedTime',
  'performedBy',
] as const satisfies readonly EntryField[];

export function emptyEntry(dateApplied: string): TreatmentEntry {
  return {
    line: '',
    quantityUsed: null,
    dateApplied,
    woundId: '',
    woundLocation: '',
    diagnosis: '',
    procedurePerformed: '',
    doctorNotes: '',
    overuseReason: '',
    lotNumber: '',
    serialNumber: '',
    expiresOn: '',
    labelScans: [],
    reconstitutionMaterial: '',
    reconstitutionLot: '',
    reconstitutionExpiresOn: '',
    appliedArea: '',
    discardedArea: '',
    discardReason: '',
    appliedTime: '',
    performedBy: '',
    concernReasons: [],
    reason: '',
  };
}

/** Names one line of one order, since an order holds a product once; without an order the product alone. */
export function lineKey(line: {
  readonly orderId: string | null;
  readonly productId: string;
}): string {
  return `${line.orderId ?? ''} ${line.productId}`;
}

/** What a line's key names; null for no key. */
export function lineOfKey(key: string) {
  const at = key.indexOf(' ');
  if (at < 0) return null;
  return { orderId: key.slice(0, at) || null, productId: key.slice(at + 1) };
}

/** A saved record as a form shows it for correction. */
export function entryOfRecord(record: TreatmentRecord): TreatmentEntry {
  return {
    line: lineKey(record),
    quantityUsed: record.quantityUsed,
    dateApplied: record.dateApplied,
    woundId: record.woundId ?? '',
    woundLocation: record.woundLocation ?? '',
    diagnosis: record.diagnosis ?? '',
    procedurePerformed: record.procedurePerformed ?? '',
    doctorNotes: record.doctorNotes ?? '',
    overuseReason: record.overuseReason ?? '',
    lotNumber: record.lotNumber ?? '',
    serialNumber: record.serialNumber ?? '',
    expiresOn: record.expiresOn ?? '',
    labelScans: record.labelScans ?? [],
    reconstitutionMaterial: record.reconstitutionMaterial ?? '',
    reconstitutionLot: record.reconstitutionLot ?? '',
    reconstitutionExpiresOn: record.reconstitutionExpiresOn ?? '',
    appliedArea: areaAsTyped(record.appliedMm2),
    discardedArea: areaAsTyped(record.discardedMm2),
    discardReason: record.discardReason ?? '',
    appliedTime: appliedTime(record),
    performedBy: record.performedBy ?? '',
    concernReasons: record.concerns.map(({ kind, about, reason }) => ({ kind, about, reason })),
    reason: '',
  };
}

/** What `treatments.record` takes besides the patient. */
export const readFields = z.object(treatmentFields);
export type TreatmentFields = z.output<typeof readFields>;

/** Units by which the entry goes beyond its line; `alreadyUsed` excludes the record being corrected. */
export function overuseOf(
  entry: Pick<TreatmentEntry, 'quantityUsed'>,
  line: { readonly quantityOrdered: number; readonly alreadyUsed: number } | null,
): number {
  if (line === null || entry.quantityUsed === null) return 0;
  return overuse({ ...line, quantityUsed: entry.quantityUsed });
}
