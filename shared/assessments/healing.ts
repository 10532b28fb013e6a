import {
  areaReductionPercent,
  baselineOf,
  type Checkpoint,
  checkpointAt,
  daysBetween,
  type SizePoint,
} from './area-reduction.ts';
import { type MeasuringMethod, measuringMethods } from './assessment.ts';

export const healingTrends = ['closed', 'smaller', 'unchanged', 'larger'] as const;
export type HealingTrend = (typeof healingTrends)[number];

/** Sizes over time, with what follows from them. Percentages are not rounded. */
export type HealingCurve = {
  /** One, unless sizes of several methods were put together. */
  readonly methods: readonly MeasuringMethod[];
  /** The oldest first. */
  readonly points: readonly SizePoint[];
  /** The first size on which the wound was open; null where it never was. */
  readonly baseline: SizePoint | null;
  readonly latest: SizePoint;
  /** Since the baseline. */
  readonly reductionPercent: number | null;
  /** Percent of the baseline's area per week since then; null before a week has passed. */
  readonly weeklyPercent: number | null;
  readonly trend: HealingTrend | null;
  readonly week4: Checkpoint | null;
  readonly week8: Checkpoint | null;
};

export type Healing = {
  /** A curve for each method that was used, the one with the most sizes first. */
  readonly curves: readonly HealingCurve[];
  /** All sizes in one curve, whatever their method: say so wherever it is shown. */
  readonly overall: HealingCurve | null;
  /** True when sizes of several methods are in `overall`, which must not be compared without a word. */
  readonly isMixed: boolean;
};

/**
 * How a wound heals, from the sizes of one episode of care, the oldest first. Methods differ by more
 * than weeks of healing do (a ruler gives up to 40 % more than a traced outline), so each has its curve.
 */
export function healingOf(points: readonly SizePoint[]): Healing {
  const curves = measuringMethods
    .flatMap((method) => {
      const curve = curveOf(points.filter((point) => point.method === method));
      return curve ? [curve] : [];
    })
    .toSorted((one, other) => other.points.length - one.points.length);
  return { curves, overall: curveOf(points), isMixed: curves.length > 1 };
}

const WEEK_DAYS = 7;

function curveOf(points: readonly SizePoint[]): HealingCurve | null {
  const latest = points.at(-1);
  if (!latest) return null;
  const baseline = baselineOf(points);
  const reductionPercent = baseline && areaReductionPercent(baseline.areaMm2, latest.areaMm2);
  const days = baseline ? daysBetween(baseline.assessedOn, latest.assessedOn) : 0;
  return {
    methods: measuringMethods.filter((method) => points.some((point) => point.method === method)),
    points,
    baseline,
    latest,
    reductionPercent,
    weeklyPercent:
      reductionPercent === null || days < WEEK_DAYS ? null : reductionPercent / (days / WEEK_DAYS),
    trend: trendOf(points, latest),
    week4: checkpointAt(points, 4),
    week8: checkpointAt(points, 8),
  };
}

/** Less than this is within what two people measure differently: the product's own choice. */
const TREND_PERCENT = 10;

/** The latest size against the newest that is at least a week older. */
function trendOf(points: readonly SizePoint[], latest: SizePoint): HealingTrend | null {
  if (latest.areaMm2 === 0) return 'closed';
  const before = points.findLast(
    ({ assessedOn }) => daysBetween(assessedOn, latest.assessedOn) >= WEEK_DAYS,
  );
  if (!before) return null;
  const smaller = areaReductionPercent(before.areaMm2, latest.areaMm2);
  if (smaller === null || smaller <= -TREND_PERCENT) return 'larger';
  return smaller >= TREND_PERCENT ? 'smaller' : 'unchanged';
}
