const DELAYS_MS = [0, 1000, 2000, 5000, 15_000] as const;
const LONGEST_MS = 15_000;

/** A core that was open for this long has not failed to start. */
export const HEALTHY_AFTER_MS = 30_000;

/** How long to wait before starting the core again, after so many starts in a row that did not last. */
export function restartDelayMs(shortLives: number): number {
  return DELAYS_MS[shortLives] ?? LONGEST_MS;
}
