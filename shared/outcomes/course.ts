import {
  baselineOf,
  checkpointAt,
  daysBetween,
  type SizePoint,
} from '../assessments/area-reduction.ts';
import { healingOf } from '../assessments/healing.ts';
import type { CivilDate } from '../base/civil-date.ts';
import type { CareEpisode } from '../wounds/wound.ts';

/** An episode of care of a wound, as outcomes look at it. */
export type CareCourse = {
  readonly endedOn: CivilDate | null;
  readonly endReason: CareEpisode['endReason'];
  /** Its sizes, the oldest first, without voided ones. */
  readonly points: readonly SizePoint[];
};

/** What became of a wound in one episode of care; days count from its first open size. */
export type CourseOutcome = {
  readonly startedOn: CivilDate;
  /** Whole percent; 100 is closed, below 0 is larger. Null where nothing was measured then. */
  readonly week4Percent: number | null;
  readonly week12Percent: number | null;
  /** Null while it has not closed. */
  readonly closedAfterDays: number | null;
  /** How long it was seen, where it did not close. */
  readonly seenForDays: number;
};

/**
 * Null where it was never measured open: then there is nothing to compare with. Sizes are of the method
 * that measured most; a wound that care ended for as healed has closed, measured or not.
 */
export function outcomeOf(course: CareCourse): CourseOutcome | null {
  const curve = healingOf(course.points).curves[0];
  const baseline = curve && baselineOf(curve.points);
  if (!curve || !baseline) return null;
  const closedOn = closingDay(course, curve.points);
  const points = withClosing(curve.points, closedOn);
  const lastSeenOn = newest(curve.points, course.endedOn);
  return {
    startedOn: baseline.assessedOn,
    week4Percent: wholePercent(points, 4),
    week12Percent: wholePercent(points, 12),
    closedAfterDays:
      closedOn === null ? null : Math.max(0, daysBetween(baseline.assessedOn, closedOn)),
    seenForDays: Math.max(0, daysBetween(baseline.assessedOn, lastSeenOn)),
  };
}

/** The first day from which on it stayed closed. */
function closingDay(
  { endReason, endedOn }: CareCourse,
  points: readonly SizePoint[],
): CivilDate | null {
  const lastOpen = points.findLastIndex(({ areaMm2 }) => areaMm2 > 0);
  const measured = points[lastOpen + 1]?.assessedOn ?? null;
  const ended = endReason === 'healed' ? endedOn : null;
  if (measured === null || ended === null) return measured ?? ended;
  return measured < ended ? measured : ended;
}

/** The sizes, with a closed one on the day on which care ended as healed without measuring it. */
function withClosing(
  points: readonly SizePoint[],
  closedOn: CivilDate | null,
): readonly SizePoint[] {
  const last = points.at(-1);
  if (!last || closedOn === null || last.areaMm2 === 0) return points;
  return [...points, { ...last, id: `${last.id} closed`, assessedOn: closedOn, areaMm2: 0 }];
}

function newest(points: readonly SizePoint[], endedOn: CivilDate | null): CivilDate {
  const last = points.at(-1)?.assessedOn ?? '';
  return endedOn !== null && endedOn > last ? endedOn : last;
}

function wholePercent(points: readonly SizePoint[], week: number): number | null {
  const reduction = checkpointAt(points, week)?.reductionPercent;
  // A number that is -0 would be another key of a tally.
  return reduction === undefined ? null : Math.round(reduction) + 0;
}
