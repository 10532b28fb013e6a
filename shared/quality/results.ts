import { type Answers, type ChecklistKey, checklistKeys } from './checklist.ts';
import type { QualityResults } from './contract.ts';

type Finished = {
  /** `YYYY-MM` of the day on which the review was finished. */
  readonly month: string;
  readonly userId: string;
  readonly name: string;
  readonly answers: Answers;
  readonly findings: number;
};

type Counts = { readonly met: number; readonly notMet: number; readonly notApplicable: number };

/** How often each answer was given. */
function countAnswers(reviews: readonly Finished[], keys: readonly ChecklistKey[]): Counts {
  const given = reviews.flatMap(({ answers }) => keys.map((key) => answers[key]));
  const count = (kind: keyof Counts) => given.filter((answer) => answer === kind).length;
  return { met: count('met'), notMet: count('notMet'), notApplicable: count('notApplicable') };
}

function summary(reviews: readonly Finished[]) {
  return {
    reviewed: reviews.length,
    findings: reviews.reduce((sum, { findings }) => sum + findings, 0),
    ...countAnswers(reviews, checklistKeys),
  };
}

/** Finished reviews, counted by month, by question and by whose record it was; names in order. */
export function resultsOf(reviews: readonly Finished[]): QualityResults {
  const byMonth = Map.groupBy(reviews, ({ month }) => month);
  const byPerson = Map.groupBy(reviews, ({ userId }) => userId);
  return {
    months: [...byMonth]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([month, of]) => ({ month, ...summary(of) })),
    items: checklistKeys.map((itemKey) => ({ itemKey, ...countAnswers(reviews, [itemKey]) })),
    clinicians: [...byPerson]
      .map(([userId, of]) => ({ userId, name: of[0]?.name ?? '', ...summary(of) }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
  };
}
