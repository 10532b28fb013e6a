import type { Timers } from '../../main/platform/timers.ts';

type Waiting = { readonly atMs: number; readonly work: () => void };

/** Time that passes only when a test says so. */
export function handTimers() {
  let nowMs = 0;
  const waiting = new Set<Waiting>();
  const timers: Timers = {
    now: () => nowMs,
    after(delayMs, work) {
      const entry = { atMs: nowMs + delayMs, work };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
  };
  return {
    timers,
    /** Runs what comes due on the way, in its order. */
    pass(ms: number): void {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...waiting].toSorted((one, other) => one.atMs - other.atMs);
        if (!next || next.atMs > untilMs) break;
        waiting.delete(next);
        nowMs = next.atMs;
        next.work();
      }
      nowMs = untilMs;
    },
    /** How many timers run. */
    count: () => waiting.size,
  };
}
