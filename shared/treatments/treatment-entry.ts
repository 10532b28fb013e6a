import { z } from 'zod';
import type { FieldProblem } from '../base/result.ts';
import {
  dateAppliedProblem,
  overuse,
  type TreatmentRecord,
  treatmentFields,
} from './treatment-record.ts';

/** A treatment as it stands in a form: every field there, whether filled in or not. */
export type TreatmentEntry = {
  /** The order line that was used (`lineKey`); empty when none is chosen. */
  readonly line: string;
  /** Whole units; null when empty or no whole number. */
  readonly quantityUsed: number | null;
  /** `YYYY-MM-DD`, or empty. */
  readonly dateApplied: string;
  readonly woundLocation: string;
  readonly diagnosis: string;
  readonly procedurePerformed: string;
  readonly doctorNotes: string;
  readonly overuseReason: string;
  /** Why a saved record is corrected; stays empty when recording. */
  readonly reason: string;
};
export type EntryField = keyof TreatmentEntry;

/** The fields in the order in which a form shows them. */
export const entryFields = [
  'reason',
  'line',
  'quantityUsed',
  'overuseReason',
  'dateApplied',
  'woundLocation',
  'diagnosis',
  'procedurePerformed',
  'doctorNotes',
] as const satisfies readonly EntryField[];

export function emptyEntry(dateApplied: string): TreatmentEntry {
  return {
    line: '',
    quantityUsed: null,
    dateApplied,
    woundLocation: '',
    diagnosis: '',
    procedurePerformed: '',
    doctorNotes: '',
    overuseReason: '',
    reason: '',
  };
}

/** Names one line of one order: an order holds a product once. */
export function lineKey(line: { readonly orderId: string; readonly productId: string }): string {
  return `${line.orderId} ${line.productId}`;
}

/** A saved record as a form shows it for correction. */
export function entryOfRecord(record: TreatmentRecord): TreatmentEntry {
  return {
    line: lineKey(record),
    quantityUsed: record.quantityUsed,
    dateApplied: record.dateApplied,
    woundLocation: record.woundLocation ?? '',
    diagnosis: record.diagnosis ?? '',
    procedurePerformed: record.procedurePerformed ?? '',
    doctorNotes: record.doctorNotes ?? '',
    overuseReason: record.overuseReason ?? '',
    reason: '',
  };
}

const readFields = z.object(treatmentFields);
export type TreatmentFields = z.output<typeof readFields>;

export type EntryProblem = { readonly field: EntryField; readonly problem: string };

export type EntryReading =
  | { readonly ok: true; readonly value: TreatmentFields }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

export type EntryContext = {
  readonly patient: { readonly birthOn: string; readonly deceasedOn: string | null };
  /** The site's day. */
  readonly today: string;
  /** Units beyond what the chosen line holds. */
  readonly overuseBy: number;
  /** True for a correction, which says why. */
  readonly needsReason: boolean;
};

/** Reads a form as what `treatments.record` takes, or says at which fields it cannot. */
export function readEntry(entry: TreatmentEntry, context: EntryContext): EntryReading {
  const missing = missingIn(entry, context);
  const [orderId = '', productId = ''] = splitOnce(entry.line);
  const overuseReason = context.overuseBy > 0 ? entry.overuseReason : '';
  const read = readFields.safeParse({ ...entry, orderId, productId, overuseReason });
  const refused = read.success
    ? []
    : read.error.issues.map((issue) => ({
        field: entryFieldOf(String(issue.path[0])),
        problem: issue.message,
      }));
  const date = dateAppliedProblem(entry.dateApplied, context.patient, context.today);
  const impossible =
    date === null || entry.dateApplied === '' ? [] : [problem('dateApplied', date)];
  const problems = firstOfEach([...missing, ...refused, ...impossible]);
  return read.success && problems.length === 0
    ? { ok: true, value: read.data }
    : { ok: false, problems };
}

/** What the server refused, at the fields of the form that it concerns. */
export function entryProblemsOf(fields: readonly FieldProblem[]): readonly EntryProblem[] {
  return firstOfEach(
    fields.map((refused) => problem(entryFieldOf(refused.field), refused.problem)),
  );
}

/** Units by which the entry goes beyond its line; `alreadyUsed` excludes the record being corrected. */
export function overuseOf(
  entry: Pick<TreatmentEntry, 'quantityUsed'>,
  line: { readonly quantityOrdered: number; readonly alreadyUsed: number } | null,
): number {
  if (line === null || entry.quantityUsed === null) return 0;
  return overuse({ ...line, quantityUsed: entry.quantityUsed });
}

function missingIn(entry: TreatmentEntry, context: EntryContext): readonly EntryProblem[] {
  return [
    entry.line === '' && problem('line', 'is not chosen'),
    entry.quantityUsed === null && problem('quantityUsed', 'is missing'),
    entry.dateApplied === '' && problem('dateApplied', 'is missing'),
    context.overuseBy > 0 &&
      entry.overuseReason.trim() === '' &&
      problem('overuseReason', 'is missing'),
    context.needsReason && entry.reason.trim() === '' && problem('reason', 'is missing'),
  ].filter((each) => each !== false);
}

function problem(field: EntryField, text: string): EntryProblem {
  return { field, problem: text };
}

function entryFieldOf(name: string): EntryField {
  return entryFields.find((field) => field === name) ?? 'line';
}

function splitOnce(key: string): readonly string[] {
  const at = key.indexOf(' ');
  return at < 0 ? [] : [key.slice(0, at), key.slice(at + 1)];
}

function firstOfEach(problems: readonly EntryProblem[]): readonly EntryProblem[] {
  return entryFields.flatMap((field) => problems.find((each) => each.field === field) ?? []);
}
