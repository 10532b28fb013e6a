import { addDays, type CivilDate, toDayNumber } from '../base/civil-date.ts';
import type { MeasuringMethod, WoundAssessment } from './assessment.ts';

/** One measured size. */
export type SizePoint = {
  readonly id: string;
  readonly assessedOn: CivilDate;
  readonly method: MeasuringMethod;
  readonly areaMm2: number;
};

/** The sizes among assessments, the oldest first; voided ones and those without a size are left out. */
export function sizePointsOf(
  assessments: readonly Pick<
    WoundAssessment,
    'id' | 'assessedOn' | 'method' | 'areaMm2' | 'voidedAt'
  >[],
): readonly SizePoint[] {
  return assessments
    .flatMap(({ id, assessedOn, method, areaMm2, voidedAt }) =>
      voidedAt === null && method !== null && areaMm2 !== null
        ? [{ id, assessedOn, method, areaMm2 }]
        : [],
    )
    .toReversed()
    .toSorted((one, other) => toDayNumber(one.assessedOn) - toDayNumber(other.assessedOn));
}

/**
 * How much smaller a wound is than at the start, in percent: (A0 - At) / A0 x 100. 100 is closed, less
 * than 0 is larger. Null where it was closed at the start.
 */
export function areaReductionPercent(baselineMm2: number, areaMm2: number): number | null {
  return baselineMm2 === 0 ? null : ((baselineMm2 - areaMm2) / baselineMm2) * 100;
}

/** The size that healing counts from: the first on which the wound was open. */
export function baselineOf(points: readonly SizePoint[]): SizePoint | null {
  return points.find(({ areaMm2 }) => areaMm2 > 0) ?? null;
}

/** How far from its day an assessment may lie and still stand for a week. */
export const CHECKPOINT_WINDOW_DAYS = 7;

export type Checkpoint = {
  /** Weeks since the baseline. */
  readonly week: number;
  /** The assessment that stands for that week. */
  readonly point: SizePoint;
  /** Days since the baseline on which it was made. */
  readonly afterDays: number;
  readonly reductionPercent: number;
};

/**
 * The reduction at a number of weeks: by the assessment nearest to that day within the window, of two
 * equally near the earlier, and of one day the newest. A wound that closed before and was not measured
 * again counts as closed. Null where nothing stands for that week.
 */
export function checkpointAt(points: readonly SizePoint[], week: number): Checkpoint | null {
  const baseline = baselineOf(points);
  if (!baseline) return null;
  const dueOn = addDays(baseline.assessedOn, week * 7);
  const point = nearestTo(points, dueOn) ?? closedBefore(points, dueOn);
  if (!point) return null;
  const reductionPercent = areaReductionPercent(baseline.areaMm2, point.areaMm2);
  if (reductionPercent === null) return null;
  const afterDays = daysBetween(baseline.assessedOn, point.assessedOn);
  return { week, point, afterDays, reductionPercent };
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

function nearestTo(points: readonly SizePoint[], dueOn: CivilDate): SizePoint | null {
  const away = ({ assessedOn }: SizePoint) => Math.abs(daysBetween(assessedOn, dueOn));
  return points
    .filter((point) => away(point) <= CHECKPOINT_WINDOW_DAYS)
    .reduce<SizePoint | null>((nearest, point) => {
      if (nearest === null || away(point) < away(nearest)) return point;
      return point.assessedOn === nearest.assessedOn ? point : nearest;
    }, null);
}

function closedBefore(points: readonly SizePoint[], dueOn: CivilDate): SizePoint | null {
  const last = points.findLast(({ assessedOn }) => assessedOn <= dueOn);
  return last?.areaMm2 === 0 ? last : null;
}
