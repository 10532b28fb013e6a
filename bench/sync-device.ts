import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { dataPaths } from '../main/platform/data-directory.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { createPageStore, openPageStore } from '../main/platform/page-store/page-store.ts';
import { startParameters } from '../main/platform/start-parameters.ts';
import { templateArchive } from '../tools/template.ts';
import { deviceActs } from './sync-device-acts.ts';
import { deviceOrder, deviceStart } from './sync-device-orders.ts';
import { obey } from './told-process.ts';

/** Always the same, so that a device that was killed can be opened again. */
const keyring: Keyring = {
  current: 1,
  keys: new Map([[1, createHash('sha256').update('measured records').digest()]]),
};

async function begin(path: string): Promise<void> {
  const { filesystem } = createPageStore(path, keyring);
  const loadDataDir = new Blob([Uint8Array.from(await templateArchive())]);
  const pglite = await PGlite.create({ fs: filesystem, startParams: startParameters, loadDataDir });
  await pglite.close();
}

/** The records of a device in their encrypted store, made where there are none. */
async function openRecords(folder: string): Promise<Database> {
  const { records } = dataPaths(folder);
  if (!existsSync(records)) await begin(records);
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  return openDatabase({ store: openPageStore(records, keyring) }, migrations);
}

if (process.argv[1] === import.meta.filename)
  await obey(async (start) => {
    const { folder } = deviceStart.parse(start);
    const act = deviceActs(await openRecords(folder));
    return (order) => act(deviceOrder.parse(order));
  });
