/**
 * Which control numbers the server gives to a device as its own. A server that was restored does not know
 * what it gave away since its backup, and no device may know it either; so where numbers begin follows from
 * the time, which no restore takes back:
 * - A lease begins at or above `NUMBERS_PER_MINUTE` times the minutes since 2026, above all that the server
 *   has given, that the log says was given, and that the asking device knows.
 * - It ends below `MOST_AHEAD` above that.
 * - After a restore that its operator has told (a new epoch), leases begin at least `MOST_AHEAD` above what
 *   the time says at that moment: above every lease before it, remembered or not.
 * Of a restore that nobody told, leases that were forgotten lie below every new one as soon as time has
 * passed what they reached ahead of it, and a device that is back before says its own in the log.
 */
const SINCE_MS = Date.UTC(2026, 0);
const MINUTE_MS = 60_000;

/** 999,999,999 numbers last until 2057. */
export const NUMBERS_PER_MINUTE = 60;
export const MOST_AHEAD = 600_000;
const LAST_NUMBER = 999_999_999;

/** Fewer are not worth a request, unless no more were asked for. */
const LEAST_GIVEN = 100;

export const NUMBER_KINDS = ['claim', 'interchange'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

export type Lease = { readonly firstNumber: number; readonly lastNumber: number };

export type LeaseAsked = {
  readonly count: number;
  readonly nowMs: number;
  /** When the newest epoch began; null in the first. */
  readonly epochBeganMs: number | null;
  /** The greatest number that is known to be somebody's. */
  readonly knownLast: number;
};

/** The numbers to give, fewer where there are not so many yet; or how long to wait until there are some. */
export function leaseOf(asked: LeaseAsked): Lease | { readonly waitMs: number } {
  const { count, nowMs, epochBeganMs, knownLast } = asked;
  const floor = epochBeganMs === null ? 0 : numbersUntil(epochBeganMs) + MOST_AHEAD;
  const firstNumber = Math.max(knownLast + 1, numbersUntil(nowMs), floor);
  const limit = Math.min(numbersUntil(nowMs) + MOST_AHEAD - 1, LAST_NUMBER);
  const lastNumber = Math.min(firstNumber + count - 1, limit);
  const least = Math.min(count, LEAST_GIVEN);
  const lacking = least - (lastNumber - firstNumber + 1);
  if (lacking <= 0) return { firstNumber, lastNumber };
  return { waitMs: Math.ceil(lacking / NUMBERS_PER_MINUTE) * MINUTE_MS };
}

function numbersUntil(atMs: number): number {
  return Math.max(1, Math.floor((atMs - SINCE_MS) / MINUTE_MS) * NUMBERS_PER_MINUTE);
}
