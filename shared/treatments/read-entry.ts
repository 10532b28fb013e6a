import { localInstant } from '../base/local-instant.ts';
import type { FieldProblem } from '../base/result.ts';
import { areaInWords, parseArea } from '../base/size-words.ts';
import { type Concern, reasonFor } from '../safety/concern.ts';
import { gapKinds, isGap } from '../safety/trace-gap.ts';
import { appliedTime } from './applied-at.ts';
import { fieldOfGap } from './entry-gaps.ts';
import { areaMismatch } from './opened-area.ts';
import {
  type EntryField,
  entryFields,
  lineOfKey,
  readFields,
  type TreatmentEntry,
  type TreatmentFields,
} from './treatment-entry.ts';
import { dayProblem, type TreatmentRecord } from './treatment-record.ts';

export type EntryProblem = { readonly field: EntryField; readonly problem: string };

export type EntryReading =
  | { readonly ok: true; readonly value: TreatmentFields }
  | { readonly ok: false; readonly problems: readonly EntryProblem[] };

export type EntryContext = {
  readonly patient: { readonly birthOn: string; readonly deceasedOn: string | null };
  /** The site's day. */
  readonly today: string;
  /** IANA name of the site's. */
  readonly timeZone: string;
  /** Units beyond what the chosen line holds. */
  readonly overuseBy: number;
  /** What speaks against it, as far as it is known here. */
  readonly concerns: readonly Concern[];
  /** Area of one package of the chosen product; null where it is not known. */
  readonly packageMm2: number | null;
  /** The record as it is saved; null when recording. */
  readonly correcting: TreatmentRecord | null;
  /** True for a correction, which says why. */
  readonly needsReason: boolean;
};

/** Reads a form as what `treatments.record` takes, or says at which fields it cannot. */
export function readEntry(entry: TreatmentEntry, context: EntryContext): EntryReading {
  const read = readFields.safeParse(sentBy(entry, context));
  const refused = read.success
    ? []
    : read.error.issues.map((issue) => ({
        field: entryFieldOf(String(issue.path[0])),
        problem: issue.message,
      }));
  const problems = firstOfEach([
    ...missingIn(entry, context),
    ...unreadable(entry, context),
    ...untraced(entry, context),
    ...refused,
    ...(read.success ? areaProblems(read.data, context) : []),
  ]);
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

/** The fields under the names and in the units of the contract; nothing of it is checked yet. */
function sentBy(entry: TreatmentEntry, context: EntryContext): object {
  const area = (typed: string) => {
    const read = parseArea(typed);
    return read === 'invalid' ? null : read;
  };
  const { orderId, productId } = lineOfKey(entry.line) ?? { orderId: null, productId: '' };
  return {
    ...entry,
    orderId,
    productId,
    overuseReason: context.overuseBy > 0 ? entry.overuseReason : '',
    woundId: entry.woundId || null,
    woundLocation: entry.woundId === '' ? entry.woundLocation : null,
    performedBy: entry.performedBy || null,
    appliedAt: appliedAtOf(entry, context),
    appliedMm2: area(entry.appliedArea) || null,
    discardedMm2: area(entry.discardedArea),
    discardReason: (area(entry.discardedArea) ?? 0) > 0 ? entry.discardReason : null,
    expiresOn: entry.expiresOn || null,
    reconstitutionExpiresOn: entry.reconstitutionExpiresOn || null,
    concernReasons: context.concerns
      .map(({ kind, about }) => ({
        kind,
        about,
        reason: reasonFor({ kind, about }, entry.concernReasons),
      }))
      .filter(({ reason }) => reason !== ''),
  };
}

/** A time that was not touched stays the instant that it was, whatever clocks show here. */
function appliedAtOf(entry: TreatmentEntry, { correcting, timeZone }: EntryContext): string | null {
  if (entry.appliedTime === '') return null;
  const isAsSaved =
    correcting !== null &&
    correcting.dateApplied === entry.dateApplied &&
    appliedTime(correcting) === entry.appliedTime;
  if (isAsSaved) return correcting.appliedAt;
  return localInstant(entry.dateApplied, entry.appliedTime, timeZone);
}

function missingIn(entry: TreatmentEntry, context: EntryContext): readonly EntryProblem[] {
  const unanswered = context.concerns.filter(
    (each) => reasonFor(each, entry.concernReasons) === '',
  );
  return [
    entry.line === '' && problem('line', 'is not chosen'),
    !unanswered.every(isGap) && problem('concernReasons', 'is missing'),
    entry.quantityUsed === null && problem('quantityUsed', 'is missing'),
    entry.dateApplied === '' && problem('dateApplied', 'is missing'),
    context.overuseBy > 0 &&
      entry.overuseReason.trim() === '' &&
      problem('overuseReason', 'is missing'),
    context.needsReason && entry.reason.trim() === '' && problem('reason', 'is missing'),
  ].filter((each) => each !== false);
}

/** What is not said of a package, nor why: after what is typed there and says nothing. */
function untraced(entry: TreatmentEntry, { concerns }: EntryContext): readonly EntryProblem[] {
  return gapKinds
    .filter((kind) =>
      concerns.some((each) => each.kind === kind && reasonFor(each, entry.concernReasons) === ''),
    )
    .map((kind) =>
      problem(
        fieldOfGap[kind],
        'is not recorded. Type it, or say below why it is saved without it',
      ),
    );
}

const NO_AREA = 'is no area in cm², such as 12.5';

/** What can be typed but says nothing: a day that cannot be, half a time, an area in letters. */
function unreadable(entry: TreatmentEntry, context: EntryContext): readonly EntryProblem[] {
  const { dateApplied } = entry;
  const day = dateApplied === '' ? null : dayProblem(dateApplied, context.patient, context.today);
  const isNoTime = entry.appliedTime !== '' && appliedAtOf(entry, context) === null;
  return [
    day !== null && problem('dateApplied', day),
    isNoTime && problem('appliedTime', 'is no time of that day'),
    parseArea(entry.appliedArea) === 'invalid' && problem('appliedArea', NO_AREA),
    parseArea(entry.discardedArea) === 'invalid' && problem('discardedArea', NO_AREA),
  ].filter((each) => each !== false);
}

/** Where the opened packages and what became of them do not agree. */
function areaProblems(read: TreatmentFields, { packageMm2 }: EntryContext) {
  const mismatch = areaMismatch({ ...read, packageMm2 });
  const hasNoReason = (read.discardedMm2 ?? 0) > 0 && read.discardReason === null;
  return [
    mismatch !== null &&
      problem('appliedArea', sumInWords(mismatch.accountedMm2, mismatch.openedMm2)),
    hasNoReason && problem('discardReason', 'is missing'),
  ].filter((each) => each !== false);
}

function sumInWords(accountedMm2: number, opened: number): string {
  return `and discarded area are ${areaInWords(accountedMm2)} together; ${areaInWords(opened)} were opened`;
}

function problem(field: EntryField, text: string): EntryProblem {
  return { field, problem: text };
}

/** Names of the contract that a form shows under another. */
const FIELD_OF_NAME: Readonly<Record<string, EntryField>> = {
  appliedAt: 'appliedTime',
  appliedMm2: 'appliedArea',
  discardedMm2: 'discardedArea',
};

function entryFieldOf(name: string): EntryField {
  return FIELD_OF_NAME[name] ?? entryFields.find((field) => field === name) ?? 'line';
}

function firstOfEach(problems: readonly EntryProblem[]): readonly EntryProblem[] {
  return entryFields.flatMap((field) => problems.find((each) => each.field === field) ?? []);
}
