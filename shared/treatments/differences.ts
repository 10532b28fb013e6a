import { type EntryField, entryFields, type TreatmentEntry } from './treatment-entry.ts';

/** Says whether a field holds the same in both. */
function isSame(one: TreatmentEntry, other: TreatmentEntry, field: EntryField): boolean {
  return JSON.stringify(one[field]) === JSON.stringify(other[field]);
}

/** The fields of a treatment that differ, in the order in which a form shows them. */
export function differingFields(one: TreatmentEntry, other: TreatmentEntry): readonly EntryField[] {
  return entryFields.filter((field) => !isSame(one, other, field));
}

/** What a correction changes in the record: all that differs but the reason, which is new each time. */
export function correctedFields(
  base: TreatmentEntry,
  corrected: TreatmentEntry,
): readonly Exclude<EntryField, 'reason'>[] {
  return differingFields(base, corrected).filter((field) => field !== 'reason');
}

export type Rebase = {
  readonly entry: TreatmentEntry;
  /** Fields that both people changed, each to something else; what was typed here stands. */
  readonly clashes: readonly EntryField[];
};

/**
 * What was typed over an older version, put onto the newer one: a field that was typed in keeps what
 * was typed, every other takes the newer value.
 */
export function rebase(on: {
  readonly base: TreatmentEntry;
  readonly typed: TreatmentEntry;
  readonly newer: TreatmentEntry;
}): Rebase {
  const { base, typed, newer } = on;
  const own = new Set(differingFields(base, typed));
  const theirs = new Set(differingFields(base, newer));
  const kept = Object.fromEntries(
    entryFields.filter((field) => own.has(field)).map((field) => [field, typed[field]]),
  );
  return {
    entry: { ...newer, ...kept },
    clashes: entryFields.filter(
      (field) => own.has(field) && theirs.has(field) && !isSame(typed, newer, field),
    ),
  };
}
