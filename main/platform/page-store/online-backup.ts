import Database from 'better-sqlite3';
import type { Sqlite } from './exclusive-file.ts';

/** SQLite pages copied before other work gets its turn: about 2 MB, a few milliseconds. */
const PAGES_PER_STEP = 512;

/**
 * Copies a SQLite database into `path` while it goes on being written to. Throws when the copy has not
 * every page: begun inside a transaction, SQLite copies none and says that all is well.
 */
export async function backUpSqlite(
  sqlite: Sqlite,
  path: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  if (sqlite.inTransaction) throw new Error('A backup cannot begin inside a transaction');
  const { totalPages } = await sqlite.backup(path, {
    progress({ totalPages: total, remainingPages }) {
      onProgress(total - remainingPages, total);
      return PAGES_PER_STEP;
    },
  });
  const copy = new Database(path, { readonly: true });
  try {
    const copied = Number(copy.pragma('page_count', { simple: true }));
    if (totalPages === 0 || copied !== totalPages)
      throw new Error(`The copy has ${copied} of ${totalPages} pages`);
  } finally {
    copy.close();
  }
}
