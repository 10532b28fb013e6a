import type { Core } from '../platform/core.ts';
import type { Database } from '../platform/database.ts';
import type { FileStore } from '../platform/file-store.ts';
import type { ReportIncident } from '../platform/incident-log.ts';
import { deleteUnnamed } from '../platform/stored-files.ts';
import type { Timers } from '../platform/timers.ts';
import { deleteUnboundFiles } from './store.ts';

type Parts = {
  readonly database: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly report: ReportIncident;
  readonly timers: Timers;
};

const HOUR_MS = 3_600_000;
/** A weekend: a form that was left open on Friday finds its photos on Monday. */
const KEPT_UNBOUND_MS = 72 * HOUR_MS;
const BETWEEN_CLEARINGS_MS = 12 * HOUR_MS;

/**
 * The core, deleting photos and documents that were handed in and never came into a chart, because they
 * show patients: at each start, and twice a day.
 */
export function clearingUnboundFiles<C extends Core>(parts: Parts, core: C): C {
  const { database, files, clock, report, timers } = parts;
  let isStopped = false;
  let stopTimer = (): void => undefined;
  async function clear(): Promise<void> {
    const before = new Date(clock().getTime() - KEPT_UNBOUND_MS).toISOString();
    const digests = await database.transact((tx) => deleteUnboundFiles(tx, before));
    await deleteUnnamed({ database, files }, digests);
  }
  async function clearAndWait(): Promise<void> {
    await clear().catch(async (error: unknown) => {
      // A database that closed meanwhile; the next start finds the same to do.
      if (!isStopped) await report(error);
    });
    if (!isStopped) stopTimer = timers.after(BETWEEN_CLEARINGS_MS, () => void clearAndWait());
  }
  const cleared = clearAndWait();
  return {
    ...core,
    async close() {
      isStopped = true;
      stopTimer();
      await cleared;
      await core.close();
    },
  };
}
