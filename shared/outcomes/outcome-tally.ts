import { daysBetween } from '../assessments/area-reduction.ts';
import type { CivilDate } from '../base/civil-date.ts';
import type { CourseOutcome } from './course.ts';
import { addTallies, noTally, type Tally, tallyOf } from './tally.ts';

/** What became of the wounds of one product, cause or protocol, in numbers that add up over parts. */
export type OutcomeTally = {
  readonly woundCount: number;
  readonly week4: Tally;
  readonly week12: Tally;
  /** Days on which the wound was treated (with the product, where it is of one). */
  readonly applications: Tally;
  readonly closedAfter: Tally;
  readonly openAfter: Tally;
  /** Wounds that began at least so many weeks ago, and how many of them had closed by then. */
  readonly begun12: number;
  readonly closed12: number;
  readonly begun24: number;
  readonly closed24: number;
};

export const emptyOutcome: OutcomeTally = {
  woundCount: 0,
  week4: noTally,
  week12: noTally,
  applications: noTally,
  closedAfter: noTally,
  openAfter: noTally,
  begun12: 0,
  closed12: 0,
  begun24: 0,
  closed24: 0,
};

/** One wound as a tally; `today` is the site's. */
export function outcomeTallyOf(
  outcome: CourseOutcome,
  of: { readonly applications: number; readonly today: CivilDate },
): OutcomeTally {
  const { closedAfterDays, startedOn } = outcome;
  const begunDays = daysBetween(startedOn, of.today);
  const within = (weeks: number) => {
    const begun = begunDays >= weeks * 7;
    const closed = begun && closedAfterDays !== null && closedAfterDays <= weeks * 7;
    return { begun: begun ? 1 : 0, closed: closed ? 1 : 0 };
  };
  const [in12, in24] = [within(12), within(24)];
  return {
    woundCount: 1,
    week4: one(outcome.week4Percent),
    week12: one(outcome.week12Percent),
    applications: one(of.applications),
    closedAfter: one(closedAfterDays),
    openAfter: closedAfterDays === null ? one(outcome.seenForDays) : noTally,
    begun12: in12.begun,
    closed12: in12.closed,
    begun24: in24.begun,
    closed24: in24.closed,
  };
}

function one(value: number | null): Tally {
  return value === null ? noTally : tallyOf([value]);
}

export function addOutcomes(first: OutcomeTally, second: OutcomeTally): OutcomeTally {
  return {
    woundCount: first.woundCount + second.woundCount,
    week4: addTallies(first.week4, second.week4),
    week12: addTallies(first.week12, second.week12),
    applications: addTallies(first.applications, second.applications),
    closedAfter: addTallies(first.closedAfter, second.closedAfter),
    openAfter: addTallies(first.openAfter, second.openAfter),
    begun12: first.begun12 + second.begun12,
    closed12: first.closed12 + second.closed12,
    begun24: first.begun24 + second.begun24,
    closed24: first.closed24 + second.closed24,
  };
}
