import type { Database } from './database.ts';
import { isWithoutRoom } from './fatal-error.ts';
import type { ReportIncident } from './incident-log.ts';
import type { Timers } from './timers.ts';
import type { TurnKind } from './turns.ts';
import { dueUpkeep, type Quiet, type Upkeep, waitMs } from './upkeep-plan.ts';
import { readUpkeepState } from './upkeep-state.ts';
import type { Writing } from './disk/writing.ts';

export type MaintenanceParts = {
  readonly database: Database;
  readonly writing: Writing;
  readonly timers: Timers;
  readonly report: ReportIncident;
};

/** What PostgreSQL does by itself elsewhere: cutting its log, tidying its tables, knowing their size. */
export type Maintenance = {
  /** Does what is due, as far as it is quiet enough; for tests, which do not wait. */
  readonly look: () => Promise<void>;
  /** Stops looking, and waits for what is under way. */
  readonly stop: () => Promise<void>;
};

/** Looking costs a few milliseconds, so it is not done all the time while people work. */
const LOOK_EVERY_MS = 10_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * Looks after the database when nobody waits for it: each piece of work is a turn of its own, after all
 * that wait, and only when nobody has saved or asked for as long as that work may keep them waiting.
 */
export function startMaintenance(parts: MaintenanceParts): Maintenance {
  const { database, timers, report } = parts;
  const failed = new Set<string>();
  const last = { savedMs: timers.now(), askedMs: timers.now() };
  let cancel: (() => void) | null = null;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  function schedule(delayMs: number): void {
    if (isStopped || cancel) return;
    cancel = timers.after(delayMs, () => {
      cancel = null;
      void look();
    });
  }
  async function lookOn(): Promise<void> {
    try {
      const quiet = (): Quiet => quietSince(timers, last);
      const nextMs = await doWhatIsDue(parts, failed, () => (isStopped ? null : quiet()));
      if (nextMs !== null) schedule(Math.min(Math.max(nextMs, LOOK_EVERY_MS), LONGEST_WAIT_MS));
    } catch (error) {
      await report(error);
    }
  }
  function look(): Promise<void> {
    running = running.then(lookOn);
    return running;
  }
  database.onTurn({
    began: () => undefined,
    ended(kind) {
      note(last, kind, timers.now());
      if (kind !== 'maintenance') schedule(LOOK_EVERY_MS);
    },
  });
  schedule(LOOK_EVERY_MS);
  return {
    look,
    async stop() {
      isStopped = true;
      cancel?.();
      await running;
    },
  };
}

/** Chunks of jobs have their own borders, at which they can wait: they make nothing less quiet. */
function note(last: { savedMs: number; askedMs: number }, kind: TurnKind, nowMs: number): void {
  if (kind === 'command') last.savedMs = nowMs;
  if (kind === 'command' || kind === 'query') last.askedMs = nowMs;
}

function quietSince(
  timers: Timers,
  last: { readonly savedMs: number; readonly askedMs: number },
): Quiet {
  const nowMs = timers.now();
  return { sinceSavedMs: nowMs - last.savedMs, sinceAskedMs: nowMs - last.askedMs };
}

/** Resolves with the milliseconds after which more may be done; null when nothing is left to do. */
async function doWhatIsDue(
  { database, writing, report }: MaintenanceParts,
  failed: Set<string>,
  /** Null when nothing more is to be begun. */
  quietNow: () => Quiet | null,
): Promise<number | null> {
  const done = new Set<string>();
  for (;;) {
    const due = dueUpkeep(await readUpkeepState(database)).filter(
      ({ statement }) =>
        !failed.has(statement) && !done.has(statement) && isAllowed(statement, writing),
    );
    const quiet = quietNow();
    if (quiet === null) return null;
    const waits = due.map(({ needs }) => waitMs(needs, quiet));
    const next: Upkeep | undefined = due[waits.indexOf(0)];
    if (!next) return waits.length > 0 ? Math.min(...waits) : null;
    done.add(next.statement);
    try {
      await database.maintain(next.statement);
    } catch (error) {
      // There may be room for it later; the log must not grow for want of a checkpoint until then.
      if (isWithoutRoom(error)) {
        writing.noteFull();
        continue;
      }
      // What cannot be done, as in damaged records, is not tried again and again.
      failed.add(next.statement);
      await report(error);
    }
  }
}

/** A checkpoint gives room back, also on a full disk. */
function isAllowed(statement: string, writing: Writing): boolean {
  const state = writing.state();
  return state === 'allowed' || (state === 'diskFull' && statement === 'CHECKPOINT');
}
