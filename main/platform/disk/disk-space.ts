import { statfsSync } from 'node:fs';
import { type SpaceStep, spaceStep } from './space-step.ts';
import type { Reserve } from './reserve.ts';
import { causeOfCode, codeOfError } from '../supervision/stop-cause.ts';
import type { Timers } from '../timers.ts';

export type DiskSpaceParts = {
  /** Free bytes on the disk as the system tells; it may throw. */
  readonly freeBytes: () => number;
  readonly reserve: Reserve;
  readonly timers: Timers;
  /** True when the last core of this program run ended because there was no room. */
  readonly foundFull: boolean;
};

/** The room on the disk that holds the records. */
export type DiskSpace = {
  /** True while nothing new is saved; looks at the disk at most once a second. */
  readonly isFull: () => boolean;
  /** A write found no room, whatever the system says: a quota, or a disk that is shared. */
  readonly noteFull: () => void;
  /** Makes the reserve where there is room for it; resolves when that is done. */
  readonly tend: () => Promise<void>;
  /** Stops tending, and waits for what is under way. */
  readonly close: () => Promise<void>;
};

const LOOK_EVERY_MS = 1000;
const TEND_EVERY_MS = 5000;
/** How long a write that found no room is believed more than the system. */
const BELIEVE_MS = 10_000;

/** What the system says is free in this folder for whoever runs Caretrail, in bytes. */
export function freeBytesAt(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

type State = {
  isFull: boolean;
  lookedAtMs: number;
  /** Until when a write that found no room is believed more than the system. */
  believedUntilMs: number;
  making: Promise<void> | null;
};

/**
 * Watches the room on the disk. The reserve is given up at once when it runs out and made again when
 * there is room: only then is anything new saved.
 */
export function createDiskSpace(parts: DiskSpaceParts): DiskSpace {
  const { timers, foundFull } = parts;
  const state: State = {
    isFull: false,
    lookedAtMs: -Infinity,
    believedUntilMs: -Infinity,
    making: null,
  };
  let cancel: () => void;
  function tendRegularly(): void {
    cancel = timers.after(TEND_EVERY_MS, () => {
      void tend(parts, state);
      tendRegularly();
    });
  }
  if (foundFull) noteFull(parts, state);
  tendRegularly();
  return {
    isFull() {
      if (timers.now() - state.lookedAtMs >= LOOK_EVERY_MS) look(parts, state);
      return state.isFull;
    },
    noteFull: () => noteFull(parts, state),
    tend: () => tend(parts, state),
    async close() {
      cancel();
      await state.making;
    },
  };
}

function stepNow({ freeBytes, reserve }: DiskSpaceParts, { making }: State): SpaceStep {
  try {
    // While it grows it takes room already.
    const hasReserve = making !== null || reserve.isThere();
    return spaceStep({ freeBytes: freeBytes(), hasReserve });
  } catch {
    // A folder that cannot be looked at fails in better words when it is written to.
    return 'save';
  }
}

function look(parts: DiskSpaceParts, state: State): void {
  const nowMs = parts.timers.now();
  state.lookedAtMs = nowMs;
  const step = stepNow(parts, state);
  if (step === 'giveUpReserve' || step === 'wait') state.isFull = true;
  if (state.making !== null) return;
  if (step === 'giveUpReserve') giveUp(parts);
  // That the reserve is there says that there was room for it.
  if (step === 'save' && nowMs >= state.believedUntilMs) state.isFull = false;
}

function giveUp({ reserve }: DiskSpaceParts): void {
  try {
    reserve.giveUp();
  } catch {
    // Something else holds it open; the next look tries again.
  }
}

function noteFull(parts: DiskSpaceParts, state: State): void {
  state.isFull = true;
  state.believedUntilMs = parts.timers.now() + BELIEVE_MS;
  giveUp(parts);
}

async function tend(parts: DiskSpaceParts, state: State): Promise<void> {
  const isTooSoon = parts.timers.now() < state.believedUntilMs;
  if (state.making === null && (isTooSoon || stepNow(parts, state) !== 'makeReserve')) return;
  state.making ??= make(parts, state).finally(() => {
    state.making = null;
  });
  await state.making;
}

async function make(parts: DiskSpaceParts, state: State): Promise<void> {
  try {
    await parts.reserve.make();
    state.isFull = false;
  } catch (error) {
    if (causeOfCode(codeOfError(error)) === 'diskFull') return noteFull(parts, state);
    // For another reason than room nobody is kept from saving, unless a write found none meanwhile.
    if (parts.timers.now() >= state.believedUntilMs) state.isFull = false;
  }
}
