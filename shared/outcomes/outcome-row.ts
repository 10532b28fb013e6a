import { z } from 'zod';
import { medianOf } from './median.ts';
import type { OutcomeTally } from './outcome-tally.ts';
import { medianSurvival, survivalOf } from './survival.ts';
import { totalOf } from './tally.ts';
import { wilsonShare } from './wilson.ts';

/** Of fewer wounds than this no figure is told: what looks like a result may be chance. */
export const TOO_FEW = 10;

export function isTooFew(count: number): boolean {
  return count < TOO_FEW;
}

const median = z.object({
  count: z.int(),
  median: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

const share = z.object({
  count: z.int(),
  of: z.int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** Figures with 95 % intervals. Reductions are whole percent, times are days, shares are 0 to 1. */
export const outcomeRow = z.object({
  key: z.string(),
  name: z.string(),
  woundCount: z.int(),
  week4: median,
  week12: median,
  applications: median,
  closedCount: z.int(),
  openCount: z.int(),
  /** Kaplan and Meier's; null bounds were not reached yet. */
  daysToClosure: median.omit({ count: true }),
  closedBy12: share,
  closedBy24: share,
});
export type OutcomeRow = z.output<typeof outcomeRow>;

export function outcomeRowOf(
  { key, name }: { readonly key: string; readonly name: string },
  tally: OutcomeTally,
): OutcomeRow {
  return {
    key,
    name,
    woundCount: tally.woundCount,
    week4: medianOf(tally.week4),
    week12: medianOf(tally.week12),
    applications: medianOf(tally.applications),
    closedCount: totalOf(tally.closedAfter),
    openCount: totalOf(tally.openAfter),
    daysToClosure: medianSurvival(survivalOf(tally.closedAfter, tally.openAfter)),
    closedBy12: wilsonShare(tally.closed12, tally.begun12),
    closedBy24: wilsonShare(tally.closed24, tally.begun24),
  };
}
