import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupFileName } from '../shared/storage/backup-name.ts';
import type { Migration } from '../shared/base/migration-plan.ts';
import {
  type BackupOptions,
  makeBackup,
  type MadeBackup,
} from '../main/platform/backup/make-backup.ts';
import { type RestoreOptions, stageRestore } from '../main/platform/backup/stage-restore.ts';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import { createKeyring, firstWraps } from '../main/platform/keys/open-keyring.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import {
  createPageStore,
  openPageStore,
  type PageStore,
} from '../main/platform/page-store/page-store.ts';
import { fillFromTemplate } from './page-stores.ts';

export const PASSPHRASE = 'correct horse battery staple';
export const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
// Guessing is not what these tests are about.
const cost = { log2N: 4, r: 8, p: 1 };

export type Records = {
  readonly dataDir: string;
  readonly store: PageStore;
  readonly files: BlobStore;
  readonly database: Database;
  readonly keyring: Keyring;
  readonly close: () => Promise<void>;
};

/** A folder that is removed with everything in it. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'caretrail backup '));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Records as they stand in a data folder: encrypted, migrated, empty. */
export async function createRecords(dataDir: string): Promise<Records> {
  const keyring = createKeyring();
  const store = createPageStore(join(dataDir, 'records.store'), keyring);
  await fillFromTemplate(store);
  const put = await firstWraps(keyring, { passphrase: PASSPHRASE, cost, keychain: null });
  store.keyWraps.change({ remove: [], put });
  return opened({ dataDir, store, keyring, available: migrations });
}

/** The records of a data folder, opened again. */
export async function openRecords(
  dataDir: string,
  keyring: Keyring,
  available: readonly Migration[] = migrations,
): Promise<Records> {
  const store = openPageStore(join(dataDir, 'records.store'), keyring);
  return opened({ dataDir, store, keyring, available });
}

async function opened({
  dataDir,
  store,
  keyring,
  available,
}: Pick<Records, 'dataDir' | 'store' | 'keyring'> & {
  readonly available: readonly Migration[];
}): Promise<Records> {
  const database = await openDatabase({ store }, available);
  const files = openBlobStore(join(dataDir, 'files.store'), keyring);
  const close = async (): Promise<void> => {
    await database.close();
    files.close();
  };
  return { dataDir, store, files, database, keyring, close };
}

/** Adds that many patients, each with the year in which they were born. */
export async function addPatients(database: Database, count: number): Promise<void> {
  await database.transact(async (tx) => {
    for (let nth = 0; nth < count; nth += 1)
      await tx
        .insertInto('patients')
        .values({
          id: crypto.randomUUID(),
          mrn: null,
          mrnKey: null,
          firstName: 'Maria',
          lastName: `Núñez ${nth}`,
          birthOn: '1950-02-28',
          sex: 'female',
          phone: null,
          addressLine: null,
          city: null,
          state: null,
          postalCode: null,
          deceasedOn: null,
          searchText: ' nunez maria',
        })
        .execute();
  });
}

export async function countPatients(database: Database): Promise<number> {
  const rows = await database.read((db) => db.selectFrom('patients').select('id').execute());
  return rows.length;
}

export const MADE_AT = new Date('2026-03-10T15:00:00Z');

/** Backs records up into a folder under the usual name. */
export function backUp(
  { store, files, keyring }: Records,
  folder: string,
  options: Partial<BackupOptions> = {},
): Promise<MadeBackup> {
  const { madeAt = MADE_AT } = options;
  const path = join(
    folder,
    backupFileName(madeAt, () => false),
  );
  return makeBackup(
    { store, files, keyring },
    { path, mayReplace: false },
    { madeAt, release: '0.1.0', onProgress: () => undefined, ...options },
  );
}

/** Stages a restore into a data folder with nothing but the file and the passphrase. */
export function stage(dataDir: string, backupPath: string, options: Partial<RestoreOptions> = {}) {
  return stageRestore({
    dataDir,
    backupPath,
    migrations,
    passphrase: PASSPHRASE,
    now: MADE_AT,
    onProgress: () => undefined,
    ...options,
  });
}
