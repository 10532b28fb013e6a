import { addTallies, countedValues, type Tally, totalOf } from './tally.ts';
import { Z95 } from './wilson.ts';

/** What share had not closed after so many days, with the standard error of it. */
export type SurvivalStep = {
  readonly day: number;
  readonly atRisk: number;
  readonly share: number;
  readonly standardError: number;
};

/**
 * Kaplan and Meier's estimate: those that have not closed count for as long as they were seen, and not
 * beyond. One step for each day on which some closed; standard errors are Greenwood's.
 */
export function survivalOf(closedAfter: Tally, openAfter: Tally): readonly SurvivalStep[] {
  const left = countedValues(addTallies(closedAfter, openAfter));
  const steps: SurvivalStep[] = [];
  let atRisk = totalOf(closedAfter) + totalOf(openAfter);
  let share = 1;
  let greenwood = 0;
  for (const { value: day, count } of left) {
    const closed = closedAfter[day] ?? 0;
    if (closed > 0) {
      share *= 1 - closed / atRisk;
      greenwood += atRisk > closed ? closed / (atRisk * (atRisk - closed)) : 0;
      steps.push({ day, atRisk, share, standardError: share * Math.sqrt(greenwood) });
    }
    atRisk -= count;
  }
  return steps;
}

/** Days; null where the curve does not come down to one half, or its interval to a bound. */
export type MedianDays = {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
};

const HALF = 0.5;
/** Shares are sums of fractions: one half must not be missed by the last digit. */
const EPSILON = 1e-9;

/**
 * The day on which half had closed, by the estimate above; its 95 % interval by Brookmeyer and Crowley
 * (Biometrics 1982;38:29-41) on the scale of log(-log).
 */
export function medianSurvival(steps: readonly SurvivalStep[]): MedianDays {
  const firstBelow = (bound: (step: SurvivalStep) => number) =>
    steps.find((step) => bound(step) <= HALF + EPSILON)?.day ?? null;
  return {
    median: firstBelow(({ share }) => share),
    low: firstBelow((step) => boundOf(step, 1)),
    high: firstBelow((step) => boundOf(step, -1)),
  };
}

/** The lower bound of a share for sign 1, the upper for -1. */
function boundOf({ share, standardError }: SurvivalStep, sign: 1 | -1): number {
  if (share <= 0 || share >= 1) return share;
  const reach = (Z95 * standardError) / (share * Math.log(share));
  return share ** Math.exp(-sign * reach);
}
