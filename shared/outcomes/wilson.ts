/** Two-sided 95 % of the normal distribution. */
export const Z95 = 1.959963984540054;

/** A share of a count with its interval, 0 to 1; null where there is nothing to share. */
export type Share = {
  readonly count: number;
  readonly of: number;
  readonly low: number | null;
  readonly high: number | null;
};

/** Wilson's score interval without continuity correction (J Am Stat Assoc 1927;22:209-212). */
export function wilsonShare(count: number, of: number): Share {
  if (of === 0) return { count, of, low: null, high: null };
  const share = count / of;
  const z2 = Z95 ** 2;
  const centre = share + z2 / (2 * of);
  const reach = Z95 * Math.sqrt((share * (1 - share) + z2 / (4 * of)) / of);
  const scale = 1 + z2 / of;
  return {
    count,
    of,
    low: count === 0 ? 0 : (centre - reach) / scale,
    high: count === of ? 1 : (centre + reach) / scale,
  };
}
