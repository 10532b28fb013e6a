/** A release: three numbers, as in `1.4.0`. */
export const RELEASE = /^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/;

/** Negative where `one` is lower than `other`, 0 where they are the same; both as RELEASE has them. */
export function compareReleases(one: string, other: string): number {
  const [ours, theirs] = [one.split('.').map(Number), other.split('.').map(Number)];
  for (const place of [0, 1, 2]) {
    const difference = (ours[place] ?? 0) - (theirs[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
