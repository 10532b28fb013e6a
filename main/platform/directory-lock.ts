import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Another process has this data directory open; the message is fit for a user. */
export class DatabaseInUse extends Error {
  override name = 'DatabaseInUse';
}

/**
 * Takes the data directory for this process until `release` or its end, however that comes: SQLite's
 * lock is the operating system's, so a kill leaves nothing stale behind.
 */
export function lockDirectory(directory: string): { readonly release: () => void } {
  const lock = new Database(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    // A journal on the disk would need room, and a full disk must not keep the records from being opened.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DatabaseInUse(
        'Caretrail is already open with this data folder. Close the other window or command first.',
      );
    throw error;
  }
  return { release: () => lock.close() };
}
