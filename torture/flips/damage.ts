import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Chance } from '../random.ts';

/** One way to do harm to a closed store; `older` is the same store some commits earlier. */
export type Damage = {
  readonly name: string;
  /** Does it to the file at `path` and says where; null where chance found nothing to do. */
  readonly apply: (path: string, older: string, chance: Chance) => string | null;
};

/** SQLite takes a log up to its first broken frame: what was carried over to the database stays, the rest is gone. */
export const BIT_OF_LOG = 'a bit of a log left by a kill';

type Row = {
  readonly id: number;
  readonly opening: number;
  readonly serial: number;
  readonly body: Buffer;
};

const ROWS = 'SELECT id, opening, serial, body FROM';
const TABLES = ['page', 'page', 'page', 'node', 'head'] as const;

/** Opens the file as anybody with SQLite could. */
function withSqlite<T>(path: string, work: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(path);
  sqlite.pragma('synchronous = OFF');
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
  }
}

function anyRow(sqlite: Database.Database, table: string, chance: Chance): Row | undefined {
  const ids = sqlite.prepare<[], number>(`SELECT id FROM ${table}`).pluck().all();
  return sqlite.prepare<[number], Row>(`${ROWS} ${table} WHERE id = ?`).get(chance.pick(ids));
}

function putRow(
  sqlite: Database.Database,
  table: string,
  { id, opening, serial, body }: Row,
): void {
  sqlite
    .prepare(`INSERT OR REPLACE INTO ${table} (id, opening, serial, body) VALUES (?, ?, ?, ?)`)
    .run(id, opening, serial, body);
}

function turnBit(bytes: Buffer, chance: Chance): void {
  const at = chance.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
}

const bitOfRow: Damage['apply'] = (path, _older, chance) =>
  withSqlite(path, (sqlite) => {
    const table = chance.pick(TABLES);
    const row = anyRow(sqlite, table, chance);
    if (!row) return null;
    const what = chance.pick(['body', 'body', 'body', 'opening', 'serial'] as const);
    if (what === 'body') turnBit(row.body, chance);
    const number = (value: number): number => value ^ (1 << chance.below(10));
    putRow(sqlite, table, what === 'body' ? row : { ...row, [what]: number(row[what]) });
    return `${what} of ${table} ${row.id}`;
  });

const olderRow: Damage['apply'] = (path, older, chance) =>
  withSqlite(path, (sqlite) => {
    sqlite.prepare('ATTACH ? AS older').run(older);
    const table = chance.pick(['page', 'page', 'page', 'node', 'head']);
    const changed = sqlite
      .prepare<[], Row>(
        `SELECT was.id, was.opening, was.serial, was.body FROM older.${table} AS was
         JOIN main.${table} AS now ON now.id = was.id
         WHERE (now.opening, now.serial) <> (was.opening, was.serial) ORDER BY was.id`,
      )
      .all();
    if (changed.length === 0) return null;
    const row = chance.pick(changed);
    putRow(sqlite, `main.${table}`, row);
    return `${table} ${row.id}`;
  });

const returnedRow: Damage['apply'] = (path, older, chance) =>
  withSqlite(path, (sqlite) => {
    sqlite.prepare('ATTACH ? AS older').run(older);
    const gone = sqlite
      .prepare<[], Row>(`${ROWS} older.page WHERE id NOT IN (SELECT id FROM main.page) ORDER BY id`)
      .all();
    if (gone.length === 0) return null;
    const row = chance.pick(gone);
    putRow(sqlite, 'main.page', row);
    return `page ${row.id}`;
  });

const removedRow: Damage['apply'] = (path, _older, chance) =>
  withSqlite(path, (sqlite) => {
    const table = chance.pick(TABLES);
    const row = anyRow(sqlite, table, chance);
    sqlite.prepare(`DELETE FROM ${table} WHERE id = ?`).run(row?.id);
    return row ? `${table} ${row.id}` : null;
  });

const movedRows: Damage['apply'] = (path, _older, chance) =>
  withSqlite(path, (sqlite) => {
    const table = chance.pick(['page', 'node']);
    const [one, other] = [anyRow(sqlite, table, chance), anyRow(sqlite, table, chance)];
    if (!one || !other || one.id === other.id) return null;
    putRow(sqlite, table, { ...one, id: other.id });
    putRow(sqlite, table, { ...other, id: one.id });
    return `${table} ${one.id} and ${other.id}`;
  });

/** Anywhere in the file: SQLite's own structure, its free space, or sealed content. */
function inFile(harm: (bytes: Buffer, chance: Chance) => number): Damage['apply'] {
  return (path, _older, chance) => {
    const bytes = readFileSync(path);
    const at = harm(bytes, chance);
    writeFileSync(path, bytes);
    return `byte ${at} of ${bytes.length}`;
  };
}

const bitOfFile = inFile((bytes, chance) => {
  const at = chance.below(bytes.length);
  turnBit(bytes.subarray(at, at + 1), chance);
  return at;
});

/** Where SQLite keeps its own: the beginning of its pages. */
const bitOfStructure = inFile((bytes, chance) => {
  const at = chance.below(bytes.length / 4096) * 4096 + chance.below(16);
  turnBit(bytes.subarray(at, at + 1), chance);
  return at;
});

const lostSector = inFile((bytes, chance) => {
  const size = chance.pick([512, 4096]);
  const at = chance.below(Math.floor(bytes.length / size)) * size;
  const other = chance.below(Math.floor(bytes.length / size)) * size;
  if (chance.happens(0.5)) bytes.fill(0, at, at + size);
  else bytes.copyWithin(at, other, other + size);
  return at;
});

/** Of a write-ahead log that a kill left beside its store. */
const bitOfLog: Damage['apply'] = (path, older, chance) => bitOfFile(`${path}-wal`, older, chance);

const cutShort: Damage['apply'] = (path, _older, chance) => {
  const bytes = readFileSync(path);
  const length = chance.below(bytes.length);
  writeFileSync(path, bytes.subarray(0, length));
  return `at ${length} of ${bytes.length}`;
};

export const damages: readonly Damage[] = [
  { name: 'a bit of a row', apply: bitOfRow },
  { name: 'a bit of the file', apply: bitOfFile },
  { name: 'a bit of SQLite’s structure', apply: bitOfStructure },
  { name: 'a sector lost or of elsewhere', apply: lostSector },
  { name: 'a row replaced by its older self', apply: olderRow },
  { name: 'a removed row back again', apply: returnedRow },
  { name: 'a row removed', apply: removedRow },
  { name: 'two rows in each other’s place', apply: movedRows },
  { name: 'the file cut short', apply: cutShort },
  { name: BIT_OF_LOG, apply: bitOfLog },
];
