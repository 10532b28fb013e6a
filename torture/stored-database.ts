import { readFile, rm, writeFile } from 'node:fs/promises';
import type { PGlite } from '@electric-sql/pglite';
import { checkingExtensions, ensureAmcheck } from '../main/platform/amcheck.ts';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import {
  createPageStore,
  openPageStore,
  type PageStore,
  type PageStoreOptions,
} from '../main/platform/page-store/page-store.ts';
import { startParameters } from '../main/platform/start-parameters.ts';
import { WatchedPglite } from '../main/platform/watched-pglite.ts';
import { templateArchive } from '../tools/template.ts';
import { FIRST_KEYRING } from './keyring.ts';

export type StoredDatabase = {
  readonly db: PGlite;
  readonly store: PageStore;
  /** Closes both. */
  readonly close: () => Promise<void>;
};

/** Starts PostgreSQL on a store, or closes it and throws; `archive` fills an empty one. */
export async function databaseOn(store: PageStore, archive?: Uint8Array): Promise<StoredDatabase> {
  try {
    const options = {
      fs: store.filesystem,
      startParams: startParameters,
      extensions: checkingExtensions,
      ...(archive ? { loadDataDir: new Blob([Uint8Array.from(archive)]) } : {}),
    };
    const db = await WatchedPglite.open(options, () => undefined);
    return { db, store, close: () => db.close() };
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Opens the store in that file as the application does. */
export function openStoredDatabase(
  path: string,
  keyring: Keyring = FIRST_KEYRING,
  options: PageStoreOptions = {},
): Promise<StoredDatabase> {
  return databaseOn(openPageStore(path, keyring, options));
}

/** Ids that everything the load writes refers to. */
export const LOAD_USER = '00000000-0000-8000-8000-000000000001';
export const LOAD_PATIENT = '00000000-0000-8000-8000-000000000002';

let made: Promise<Uint8Array> | null = null;

/** Puts a store with the application's tables, one person and one patient into a new file. */
export async function makeStoredDatabase(path: string): Promise<void> {
  made ??= makeFresh(`${path}.making`);
  await writeFile(path, await made, { mode: 0o600 });
}

async function makeFresh(path: string): Promise<Uint8Array> {
  const store = createPageStore(path, FIRST_KEYRING);
  const { db, close } = await databaseOn(store, await templateArchive());
  await ensureAmcheck({
    query: (sql, values) => db.query(sql, values),
    exec: (sql) => db.exec(sql),
  });
  await db.exec(`
    INSERT INTO users (id, display_name, sign_in_name, role)
      VALUES ('${LOAD_USER}', 'Nora Nurse', 'nora', 'nurse');
    INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
      VALUES ('${LOAD_PATIENT}', 'Pat', 'Patient', '1950-02-28', 'other', ' pat patient');
    CHECKPOINT`);
  await close();
  const content = await readFile(path);
  await rm(path);
  return content;
}
