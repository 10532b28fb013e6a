import { z } from 'zod';
import type { Occurrence } from './course.ts';
import type { DeviationKind } from './deviation.ts';

/**
 * How many due days were met and how; in time, late, missed, deviated and open are together all that were
 * due. Deviations that were recorded before their kind was asked are of neither kind.
 */
export const adherence = z.object({
  dueCount: z.int(),
  inTimeCount: z.int(),
  lateCount: z.int(),
  missedCount: z.int(),
  deviatedCount: z.int(),
  /** Of those deviated from: done with another product. */
  otherProductCount: z.int(),
  /** Of those deviated from: not done at all. */
  skippedCount: z.int(),
  /** Due by now and neither done nor missed yet. */
  openCount: z.int(),
});
export type Adherence = z.output<typeof adherence>;

export const noAdherence: Adherence = {
  dueCount: 0,
  inTimeCount: 0,
  lateCount: 0,
  missedCount: 0,
  deviatedCount: 0,
  otherProductCount: 0,
  skippedCount: 0,
  openCount: 0,
};

const countOf = {
  inTime: 'inTimeCount',
  late: 'lateCount',
  missed: 'missedCount',
  deviated: 'deviatedCount',
  due: 'openCount',
  overdue: 'openCount',
} as const satisfies Partial<Record<Occurrence['state'], keyof Adherence>>;

const countOfDeviation = {
  otherProduct: 'otherProductCount',
  skipped: 'skippedCount',
} as const satisfies Record<DeviationKind, keyof Adherence>;

/** Counts what was due until today; what was done ahead of its day counts already. */
export function adherenceOf(course: readonly Occurrence[]): Adherence {
  return course.reduce((counts, { state, deviation }) => {
    if (state === 'upcoming') return counts;
    const due = countedOnce(countedOnce(counts, 'dueCount'), countOf[state]);
    return deviation === null ? due : countedOnce(due, countOfDeviation[deviation]);
  }, noAdherence);
}

function countedOnce(counts: Adherence, key: keyof Adherence): Adherence {
  return { ...counts, [key]: counts[key] + 1 };
}

export function addAdherence(one: Adherence, other: Adherence): Adherence {
  return {
    dueCount: one.dueCount + other.dueCount,
    inTimeCount: one.inTimeCount + other.inTimeCount,
    lateCount: one.lateCount + other.lateCount,
    missedCount: one.missedCount + other.missedCount,
    deviatedCount: one.deviatedCount + other.deviatedCount,
    otherProductCount: one.otherProductCount + other.otherProductCount,
    skippedCount: one.skippedCount + other.skippedCount,
    openCount: one.openCount + other.openCount,
  };
}

/** Done in time in percent of what was decided; null where nothing was yet. */
export function inTimePercent({ dueCount, openCount, inTimeCount }: Adherence): number | null {
  const decided = dueCount - openCount;
  return decided === 0 ? null : Math.round((inTimeCount / decided) * 100);
}
