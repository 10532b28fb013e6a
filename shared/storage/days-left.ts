import { toDayNumber } from '../base/civil-date.ts';

/** What the records took and what was free on one day, in bytes. */
export type SpaceSample = {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly usedBytes: number;
  readonly freeBytes: number;
};

/** Fewer days tell nothing of a pace. */
const LEAST_DAYS = 7;
/** Below this the room counts as short, whatever the pace: one import or one backup may need it. */
export const LOW_BYTES = 1024 ** 3;
/** People get this long to do something about it. */
export const LOW_DAYS = 30;

/**
 * For how many days the room on the disk lasts at the pace of these samples, oldest first; null when
 * they span less than a week or the room does not shrink. Whatever takes room counts, not records alone.
 */
export function daysLeft(samples: readonly SpaceSample[]): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) return null;
  const days = toDayNumber(last.day) - toDayNumber(first.day);
  const takenBytes = first.freeBytes - last.freeBytes;
  if (days < LEAST_DAYS || takenBytes <= 0) return null;
  return Math.floor(last.freeBytes / (takenBytes / days));
}

/** True when somebody should make room soon. */
export function isRoomShort(freeBytes: number, left: number | null): boolean {
  return freeBytes < LOW_BYTES || (left !== null && left < LOW_DAYS);
}
