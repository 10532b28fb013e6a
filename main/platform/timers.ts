/** Time as it is needed here, so that tests can let it pass without waiting. */
export type Timers = {
  /** Milliseconds on a clock that nobody sets. */
  readonly now: () => number;
  /** Runs `work` once after `delayMs`, unless the returned function is called before. */
  readonly after: (delayMs: number, work: () => void) => () => void;
};

export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
