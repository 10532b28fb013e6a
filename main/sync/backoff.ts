const SHORTEST_MS = 1000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long to wait after that many failures in a row: from 1 s, twice as long each time, to 5 min. Between
 * half of it and all, by chance: not all devices of a site shall come back at once.
 */
export function backOffMs(failures: number, random: () => number): number {
  const longest = Math.min(SHORTEST_MS * 2 ** Math.min(failures, 20), LONGEST_MS);
  return Math.max(SHORTEST_MS, Math.round(longest * (0.5 + random() / 2)));
}
