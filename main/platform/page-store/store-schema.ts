import type { Sqlite } from './exclusive-file.ts';
import { StoreDamaged, StoreFromNewerRelease } from './store-errors.ts';

/** Grows with every change of the format; a file with a higher one is refused. */
export const STORE_FORMAT = 1;
/** `CTRL` in ASCII, where SQLite keeps what program a file belongs to. */
const APPLICATION_ID = 0x4354524c;

/** The tables' tags in sealed places. */
export const TABLES = { page: 1, node: 2, head: 3, manifest: 4 } as const;

/** Table names that hold sealed rows, in the order in which a check goes through them. */
export const SEALED_TABLES = ['node', 'page'] as const;
export type SealedTable = (typeof SEALED_TABLES)[number];

/** Every sealed table looks alike: what a row is lies in its id, what it holds is sealed. */
export function sealedTable(name: string): string {
  return `CREATE TABLE ${name} (
    id INTEGER PRIMARY KEY,
    opening INTEGER NOT NULL,
    serial INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;`;
}

export function createSchema(sqlite: Sqlite): void {
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  sqlite.pragma(`user_version = ${STORE_FORMAT}`);
  sqlite.exec(`
    CREATE TABLE key_wrap (
      kind TEXT NOT NULL,
      generation INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (kind, generation)
    ) STRICT;
    CREATE TABLE opening (
      id INTEGER PRIMARY KEY,
      generation INTEGER NOT NULL,
      salt BLOB NOT NULL
    ) STRICT;
    ${['page', 'node', 'head'].map(sealedTable).join('\n')}
  `);
}

/** Throws StoreFromNewerRelease or StoreDamaged for what is not a store of a format known here. */
export function checkFormat(sqlite: Sqlite): void {
  if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID)
    throw new StoreDamaged();
  const format = Number(sqlite.pragma('user_version', { simple: true }));
  if (format > STORE_FORMAT) throw new StoreFromNewerRelease();
  if (format < 1) throw new StoreDamaged();
}
