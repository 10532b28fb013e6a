import type { Timers } from '../timers.ts';
import type { TurnKind } from '../turns.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long a turn of each kind may take before it counts as hanging. */
export const turnLimitsMs: Readonly<Record<TurnKind, number>> = {
  command: 20 * SECOND_MS,
  query: 30 * SECOND_MS,
  chunk: 120 * SECOND_MS,
  maintenance: 15 * MINUTE_MS,
  opening: 60 * MINUTE_MS,
};

export type TurnLimit = {
  readonly began: (limitMs: number) => void;
  readonly ended: () => void;
};

/**
 * Calls `onOver` when a turn outlasts its limit, up to a second late. It counts seconds that this
 * computer was awake: a laptop that slept for a night must not find its core hanging.
 */
export function createTurnLimit(timers: Timers, onOver: () => void): TurnLimit {
  /** Null while no turn runs. */
  let leftMs: number | null = null;
  let isTicking = false;
  function tick(): void {
    isTicking = false;
    if (leftMs === null) return;
    leftMs -= SECOND_MS;
    if (leftMs >= 0) return schedule();
    leftMs = null;
    onOver();
  }
  function schedule(): void {
    if (isTicking) return;
    isTicking = true;
    timers.after(SECOND_MS, tick);
  }
  return {
    began(limitMs) {
      leftMs = limitMs;
      schedule();
    },
    ended() {
      leftMs = null;
    },
  };
}
