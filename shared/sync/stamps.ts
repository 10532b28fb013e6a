const COUNT_BITS = 16n;

/** How far ahead of the server's clock a change may say it was made, in milliseconds. */
export const MOST_AHEAD_MS = 5 * 60 * 1000;

/** The first stamp of a millisecond since 1970. */
export function stampAt(atMs: number): bigint {
  return BigInt(Math.trunc(atMs)) << COUNT_BITS;
}

/** The millisecond since 1970 that a stamp names. */
export function stampMs(stamp: bigint): number {
  return Number(stamp >> COUNT_BITS);
}

/** A stamp as lines carry it; up to nineteen digits, which may be more than a database's BIGINT holds. */
export function parseStamp(text: string): bigint {
  return BigInt(text);
}

export function formatStamp(stamp: bigint): string {
  return stamp.toString();
}

export type Clock = {
  /** The server's, in milliseconds since 1970. */
  readonly nowMs: number;
  /** The greatest stamp of the site's log. */
  readonly maxStamp: bigint;
};

/**
 * The stamp as it counts. One that is further ahead than a clock may be becomes the next after all that the
 * server knows: the wall's time alone would put a device's own changes out of order.
 */
export function clampStamp(stamp: bigint, { nowMs, maxStamp }: Clock): bigint {
  if (stamp <= stampAt(nowMs + MOST_AHEAD_MS)) return stamp;
  const now = stampAt(nowMs);
  return now > maxStamp ? now : maxStamp + 1n;
}

export function laterStamp(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}
