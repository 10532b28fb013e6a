import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { deriveSubkey } from '../keys/key-derivation.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Durability, openExclusively, type Sqlite } from '../page-store/exclusive-file.ts';
import { createHead } from '../page-store/rows-head.ts';
import { openSealedRows, type SealedRows } from '../page-store/sealed-rows.ts';
import { createSealer, type Opening } from '../page-store/sealing.ts';
import { SealBroken, StoreDamaged, WrongKey } from '../page-store/store-errors.ts';
import { FilesDamaged, withStoreErrors } from './blob-errors.ts';
import type { ReadingParts } from './file-parts.ts';
import { createFileNames } from './file-names.ts';
import { createFileReading } from './file-reading.ts';
import {
  checkFileFormat,
  createFileTables,
  FILE_OPENINGS,
  fileHead,
  fileTables,
} from './file-tables.ts';

/** `FILE` in ASCII, where SQLite keeps what a file is for. */
const APPLICATION_ID = 0x46494c45;
/** Larger than usual: a chunk takes fewer pages, and writing one a third less time. */
const PAGE_BYTES = 16 * 1024;
/** Pages in the write-ahead log before they move to their place: 2 MB, so that no move takes long. */
const CHECKPOINT_PAGES = 128;

type FilesFileOptions = {
  readonly durability?: Durability;
  readonly maxByteLength?: number;
};

/** Opens the file for this process alone, made when it is not there. */
export function openFilesFile(
  path: string,
  keyring: Keyring,
  { durability = 'FULL', maxByteLength }: FilesFileOptions,
): { readonly sqlite: Sqlite; readonly wasCreated: boolean } {
  const wasCreated = !existsSync(path);
  if (wasCreated) makeFile(path, keyring);
  if (process.platform !== 'win32') chmodSync(path, 0o600);
  const sqlite = exclusively(path, durability);
  sqlite.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (maxByteLength !== undefined)
    sqlite.pragma(`max_page_count = ${Math.ceil(maxByteLength / PAGE_BYTES)}`);
  return { sqlite, wasCreated };
}

function exclusively(path: string, durability: Durability): Sqlite {
  try {
    return openExclusively(path, { isNew: false, durability });
  } catch (error) {
    throw error instanceof StoreDamaged ? new FilesDamaged({ cause: error }) : error;
  }
}

/** It stands under its name only once it is complete. SQLite flushes the folder with its first commit there. */
function makeFile(path: string, keyring: Keyring): void {
  const staged = `${path}.making`;
  rmSync(staged, { force: true });
  closeSync(openSync(staged, 'wx', 0o600));
  const sqlite = new Database(staged);
  try {
    sqlite.pragma(`page_size = ${PAGE_BYTES}`);
    sqlite.pragma('auto_vacuum = INCREMENTAL');
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    addFileTables(sqlite, keyring);
  } finally {
    sqlite.close();
  }
  renameSync(staged, path);
}

/** Adds the tables of stored files to any SQLite file, holding none. */
export function addFileTables(sqlite: Sqlite, keyring: Keyring): void {
  const sealer = createSealer({ keyring, subkey: filesSubkey, openings: [] });
  sqlite.transaction(() => {
    createFileTables(sqlite);
    const { id, generation, salt } = sealer.current();
    sqlite
      .prepare(`INSERT INTO ${FILE_OPENINGS} (id, generation, salt) VALUES (?, ?, ?)`)
      .run(id, generation, salt);
    createHead({ sqlite, sealer, head: fileHead });
  })();
}

function filesSubkey(dataKey: Uint8Array): Uint8Array {
  return deriveSubkey(dataKey, 'files');
}

/** What reading stands on. Throws FilesDamaged, StoreFromNewerRelease or WrongKey. */
export function readingPartsOf(
  sqlite: Sqlite,
  keyring: Keyring,
  pause: () => Promise<void>,
): ReadingParts {
  return withStoreErrors(() => {
    checkFileFormat(sqlite);
    const openings = sqlite
      .prepare<[], Opening>(`SELECT id, generation, salt FROM ${FILE_OPENINGS}`)
      .all();
    if (openings.some(({ generation }) => !keyring.keys.has(generation))) throw new WrongKey();
    const sealer = createSealer({ keyring, subkey: filesSubkey, openings });
    const names = createFileNames(keyring);
    return {
      sqlite,
      sealer,
      names,
      reading: createFileReading({ sqlite, sealer, names }),
      pause,
    };
  });
}

/**
 * The rows with their digest. Throws FilesDamaged when the head does not open, and WrongKey when nothing
 * else does either.
 */
export function rowsOf(parts: ReadingParts, beforeCommit?: () => void): SealedRows {
  const { sqlite, sealer } = parts;
  try {
    return openSealedRows({
      sqlite,
      sealer,
      beforeCommit,
      head: fileHead,
      openings: FILE_OPENINGS,
      tables: Object.values(fileTables),
    });
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    const some = parts.reading.entriesAfter(-1, 100);
    const opensNothing = some.length > 0 && some.every(({ entry }) => entry === null);
    throw opensNothing ? new WrongKey() : new FilesDamaged({ cause: error });
  }
}
