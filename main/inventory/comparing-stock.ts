import type { Core } from '../platform/core.ts';
import type { Database } from '../platform/database.ts';
import { alwaysWritable, type Writing } from '../platform/disk/writing.ts';
import type { ReportIncident } from '../platform/incident-log.ts';
import type { Timers } from '../platform/timers.ts';
import { takeOffDoubts } from './reconcile.ts';

type Parts = {
  readonly database: Pick<Database, 'turn'>;
  readonly report: ReportIncident;
  readonly timers: Timers;
  readonly writing?: Writing;
};

/** Whoever starts Caretrail wants to work first. */
const FIRST_AFTER_MS = 60_000;
const BETWEEN_ROUNDS_MS = 10 * 60_000;
/** Between two steps, so that the computer is not kept busy. */
const PAUSE_MS = 50;

/**
 * The core, comparing what was written about stock since it was last compared, a little at a time after all that
 * wait: the list of disagreements then looks at what differs and at little else.
 */
export function comparingStock<C extends Core>(parts: Parts, core: C): C {
  const { database, report, timers, writing = alwaysWritable } = parts;
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let after = '';
  const wait = (delayMs: number) => timers.after(delayMs, () => void (running = step()));
  async function step(): Promise<void> {
    let last: string | null = null;
    try {
      if (writing.state() === 'allowed')
        last = await database.turn(
          ({ transact }) => transact((tx) => takeOffDoubts(tx, after)),
          'maintenance',
        );
    } catch (error) {
      // A database that closed meanwhile; the next start finds the same to do.
      if (!isStopped) await report(error);
    }
    after = last ?? '';
    if (!isStopped) stopTimer = wait(last === null ? BETWEEN_ROUNDS_MS : PAUSE_MS);
  }
  let stopTimer = wait(FIRST_AFTER_MS);
  return {
    ...core,
    async close() {
      isStopped = true;
      stopTimer();
      await running;
      await core.close();
    },
  };
}
