import { setTimeout as delay } from 'node:timers/promises';
import { importOperations } from '../../shared/imports/contract.ts';
import type { Core } from '../platform/core.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { FileStore } from '../platform/file-store.ts';
import type { ReportIncident } from '../platform/incident-log.ts';
import { deleteAllUnnamed, deleteUnnamed } from '../platform/stored-files.ts';
import { createTurns } from '../platform/turns.ts';
import { deleteSpentSources } from './store.ts';

/** Deletes what imports no longer need, as it is done at each start; answers the digests of those files. */
export function clearSpent(tx: Tx, now: Date): Promise<readonly string[]> {
  return deleteSpentSources(tx, now);
}

type Parts = {
  readonly database: Database;
  readonly files: FileStore;
  readonly clock: () => Date;
  readonly report: ReportIncident;
};

const imports: readonly string[] = [
  ...Object.keys(importOperations),
  'catalogue.import',
  'hl7.import',
  'codes.import',
  'exchange.importFhir',
];

/** Whoever closes the program does not wait longer for what the next start does as well. */
const CLOSING_WAIT_MS = 1000;

/**
 * The core, deleting the sources of imports once nothing needs them, because they hold patients' names
 * and take room: at each start, and whenever an import has ended for good.
 */
export function clearingSpentSources<C extends Core>(parts: Parts, core: C): C {
  const inTurn = createTurns();
  let isStopped = false;
  const clear = (work: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      if (!isStopped) await work();
    }).catch(async (error: unknown) => {
      // A database that closed meanwhile; the next start finds the same to do.
      if (!isStopped) await parts.report(error);
    });
  const stopListening = core.onEvent((event) => {
    const hasEnded = event.type === 'job' && (event.state === 'done' || event.state === 'failed');
    if (hasEnded && imports.includes(event.operation))
      void clear(async () => deleteUnnamed(parts, await spent(parts)));
  });
  void clear(async () => {
    await spent(parts);
    await deleteAllUnnamed(parts);
  });
  return {
    ...core,
    async close() {
      stopListening();
      const underWay = inTurn(async () => undefined);
      await Promise.race([underWay, delay(CLOSING_WAIT_MS, undefined, { ref: false })]);
      isStopped = true;
      await core.close();
    },
  };
}

function spent({ database, clock }: Parts): Promise<readonly string[]> {
  return database.transact((tx) => deleteSpentSources(tx, clock()));
}
