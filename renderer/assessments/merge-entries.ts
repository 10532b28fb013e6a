import type { AssessmentEntry } from '../../shared/assessments/assessment-entry.ts';
import { mergeValues } from '../merge-values.ts';

type Fields = readonly (keyof AssessmentEntry)[];

type Versions = {
  /** What the form started from. */
  readonly base: AssessmentEntry;
  readonly typed: AssessmentEntry;
  /** What somebody else saved since. */
  readonly current: AssessmentEntry;
};

// Lists are compared by what is in them: each is an object of its own.
function asTexts(entry: AssessmentEntry): Readonly<Record<keyof AssessmentEntry, string>> {
  const texts = Object.entries(entry).map(([field, value]) => [field, JSON.stringify(value)]);
  return Object.fromEntries(texts);
}

function fieldsOf(entry: AssessmentEntry): Fields {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the entry itself
  const all = Object.keys(entry) as (keyof AssessmentEntry)[];
  return all.filter((field) => field !== 'reason' && field !== 'unit');
}

/** Puts two people's corrections of an assessment together, so that the second undoes nothing. */
export function mergeEntries({ base, typed, current }: Versions) {
  const fields = fieldsOf(base);
  const { taken, disputed } = mergeValues(fields, {
    base: asTexts(base),
    typed: asTexts(typed),
    current: asTexts(current),
  });
  const theirs = Object.fromEntries(taken.map((field) => [field, current[field]]));
  const merged: AssessmentEntry = { ...typed, ...theirs };
  return { merged, taken, disputed };
}

/** The fields in which two entries differ, but for the reason and the unit. */
export function differingIn(one: AssessmentEntry, other: AssessmentEntry): Fields {
  const [texts, others] = [asTexts(one), asTexts(other)];
  return fieldsOf(one).filter((field) => texts[field] !== others[field]);
}
