import Database from 'better-sqlite3';
import { closeSync, openSync } from 'node:fs';
import type { OnCopyProgress } from '../copy-thread/copy-work.ts';
import type { Sqlite } from '../page-store/exclusive-file.ts';
import { createSchema } from '../page-store/store-schema.ts';

/** The records' tables in a backup; the rest are the stored files' and the manifest. */
const TABLES = {
  key_wrap: ['kind', 'generation', 'body'],
  opening: ['id', 'generation', 'salt'],
  head: ['id', 'opening', 'serial', 'body'],
  node: ['id', 'opening', 'serial', 'body'],
  page: ['id', 'opening', 'serial', 'body'],
} as const;

const ROWS_PER_STEP = 2000;

/** Copies the records out of a backup into a new file, row by row as they are sealed. */
export function unpackRecords(backup: Sqlite, path: string, onProgress: OnCopyProgress): void {
  closeSync(openSync(path, 'wx', 0o600));
  const records = new Database(path);
  try {
    // A cut-off copy is thrown away, so nothing is waited for before the end, which flushes it all.
    records.pragma('journal_mode = OFF');
    records.pragma('synchronous = OFF');
    createSchema(records);
    const total = Object.keys(TABLES).reduce((sum, table) => sum + count(backup, table), 0);
    let done = 0;
    for (const [table, columns] of Object.entries(TABLES))
      for (const rows of copiedRows(backup, records, { table, columns })) {
        done += rows;
        onProgress({ label: 'Copying records', done, total });
      }
  } finally {
    records.close();
  }
}

function count(sqlite: Sqlite, table: string): number {
  return Number(sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
}

/** Copies a table in steps; yields how many rows each copied. */
function* copiedRows(
  from: Sqlite,
  to: Sqlite,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
): Generator<number> {
  const names = columns.join(', ');
  const read = from.prepare<[number, number], readonly unknown[]>(
    `SELECT rowid, ${names} FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
  );
  const write = to.prepare(
    `INSERT INTO ${table} (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (let lastId = -1; ; ) {
    const rows = read.raw().all(lastId, ROWS_PER_STEP);
    to.transaction(() => {
      for (const [, ...values] of rows) write.run(...values);
    })();
    yield rows.length;
    lastId = Number(rows.at(-1)?.[0]);
    if (rows.length < ROWS_PER_STEP) return;
  }
}
