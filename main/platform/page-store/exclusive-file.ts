import { closeSync, openSync } from 'node:fs';
import Database, { type Database as Sqlite } from 'better-sqlite3';
import { DatabaseInUse } from '../directory-lock.ts';
import { StoreDamaged, type StoreFault } from './store-errors.ts';

export type { Sqlite };

/** Turns fsync off and loses acknowledged records at a power cut: for the test that proves it. */
export type Durability = 'FULL' | 'OFF';

/** Opens a SQLite file for this process alone; readable by its owner only when it is made here. */
export function openExclusively(
  path: string,
  { isNew, durability = 'FULL' }: { readonly isNew: boolean; readonly durability?: Durability },
): Sqlite {
  if (isNew) closeSync(openSync(path, 'wx', 0o600));
  const sqlite = new Database(path, { timeout: 0, fileMustExist: true });
  try {
    // Large enough that a row's overflow pages waste little, small enough that a commit stays short.
    sqlite.pragma('page_size = 4096');
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma(`synchronous = ${durability}`);
    // macOS: an ordinary fsync leaves what was written in the disk's own cache. Elsewhere this does nothing.
    sqlite.pragma('fullfsync = ON');
    sqlite.pragma('cache_size = -8000');
    // After a large commit the write-ahead log gives its space back.
    sqlite.pragma('journal_size_limit = 33554432');
    sqlite.pragma('trusted_schema = OFF');
    // Takes the lock now rather than at the first write.
    sqlite.exec('BEGIN EXCLUSIVE; COMMIT');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw openingError(error);
  }
}

/** What opening a file throws, in a form that tells a user of another opener or of damage. */
export function openingError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code.startsWith('SQLITE_BUSY'))
    return new DatabaseInUse(
      'Caretrail is already open with these records. Close the other window or command first.',
    );
  return faultOf(error) === 'damaged' ? new StoreDamaged({ cause: error }) : error;
}

/** What an error of SQLite says about the file under it. */
export function faultOf(error: unknown): StoreFault {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_FULL')) return 'full';
  const isContent = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_SCHEMA'];
  return isContent.some((start) => code.startsWith(start)) ? 'damaged' : 'failing';
}
