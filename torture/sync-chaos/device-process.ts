import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createApp } from '../../main/app.ts';
import { openDatabase } from '../../main/platform/database.ts';
import { memoryFileStore } from '../../main/platform/file-store.ts';
import { readMigrations } from '../../main/platform/migrate.ts';
import { openPageStore } from '../../main/platform/page-store/page-store.ts';
import type { Timers } from '../../main/platform/timers.ts';
import { pdfFontsFolder } from '../../tools/pdf-fonts.ts';
import { FIRST_KEYRING } from '../keyring.ts';
import { loadPaths } from '../load/load-paths.ts';
import type { ChaosDevice } from './at-device.ts';
import { obey } from './device-acts.ts';
import { type DeviceStart, deviceStart, ordered } from './device-orders.ts';
import { incidentsIn, openSavedLedger } from './ledger.ts';

const root = join(import.meta.dirname, '../..');
const cheap = { log2N: 4, r: 8, p: 1 };

/** A trial cannot wait five minutes for the next attempt. */
const SHORTER = 20;
const timers: Timers = {
  now: () => performance.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs / SHORTER);
    return () => clearTimeout(timer);
  },
};

async function open({ folder, ledger }: DeviceStart): Promise<ChaosDevice> {
  const store = openPageStore(loadPaths(folder).store, FIRST_KEYRING);
  const migrations = await readMigrations(join(root, 'migrations'));
  const database = await openDatabase({ store }, migrations);
  const report = (incident: string): void => {
    const line = `${JSON.stringify(incident)}\n`;
    appendFileSync(incidentsIn(folder), line);
  };
  const core = createApp({
    database,
    files: memoryFileStore(),
    clock: () => new Date(),
    newId: v7,
    report: async (error) => {
      const { stack = String(error) } = error instanceof Error ? error : {};
      report(stack);
      return 'trial';
    },
    pinCost: cheap,
    fontsFolder: pdfFontsFolder(),
    fhirDefinitions: join(root, 'main/exchange/fhir/definitions.json'),
    timers,
  });
  return { core, database, report, ledger: openSavedLedger(ledger), isAtWork: false };
}

if (process.argv[1] === import.meta.filename) {
  const device = await open(deviceStart.parse(JSON.parse(process.argv[2] ?? '')));
  process.on('message', (message) => {
    const { id, order } = ordered.parse(message);
    obey(device, order).then(
      (value: unknown) => process.send?.({ id, failure: null, value: value ?? null }),
      (error: unknown) => process.send?.({ id, failure: String(error), value: null }),
    );
  });
  // Whoever started it has gone: nobody would ever end it.
  process.on('disconnect', () => process.exit(0));
  process.send?.({ id: 0, failure: null, value: null });
}
