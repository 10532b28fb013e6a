import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../main/platform/database.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { firstPageId, pageOfId } from '../main/platform/page-store/page-files.ts';
import { openPageStore } from '../main/platform/page-store/page-store.ts';
import {
  type Clinic,
  copyStore,
  keyring,
  makeClinic,
  newestRowsOf,
  removeRow,
  replaceRow,
  type RowPlace,
  rowAt,
  tamper,
  turnBit,
  whereItShows,
} from './damaged-stores.ts';

const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
let folder: string;
let clinic: Clinic;
let path: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail damage '));
  clinic = await makeClinic(folder);
  path = join(folder, 'tampered.store');
});
beforeEach(() => copyStore(clinic.path, path));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kinds = [
  'a table',
  'an index',
  'long values',
  'the catalog',
  'the log',
  'which transactions committed',
  'the control file',
] as const;

function placeOf(kind: string): RowPlace {
  const place = clinic.kinds[kind];
  if (!place) throw new Error(`No place of ${kind}`);
  return place;
}

test('records that nobody tampered with show nothing', () => {
  expect(whereItShows(path)).toBe('nowhere');
});

describe.for(kinds)('a page of %s', (kind) => {
  test('with a bit turned does not authenticate', () => {
    turnBit(path, placeOf(kind));
    expect(whereItShows(path)).toBe('verify');
  });

  test('that was removed is missed by the check after the start', () => {
    removeRow(path, placeOf(kind));
    expect(whereItShows(path)).toBe('start check');
  });

  test('in the place of another does not authenticate, and the digest is another', () => {
    const [one, other] = [placeOf(kind), placeOf(kind === 'a table' ? 'an index' : 'a table')];
    const [before, moved] = [rowAt(path, one), rowAt(path, other)];
    replaceRow(path, one, moved);
    replaceRow(path, other, before);
    expect(whereItShows(path)).toBe('start check');
  });

  test('replaced by its older self opens, and is found by the check after the start', () => {
    const older = rowAt(clinic.before, placeOf(kind));
    expect(older).not.toEqual(rowAt(path, placeOf(kind)));
    replaceRow(path, placeOf(kind), older);
    expect(whereItShows(path)).toBe('start check');
  });
});

describe('the rows that hold the others together', () => {
  const nameAt = (nth: number): RowPlace => {
    const place = newestRowsOf(clinic.path, 'node')[nth];
    if (!place) throw new Error('The store has few names');
    return place;
  };
  const head: RowPlace = { table: 'head', id: 1 };
  const opening: RowPlace = { table: 'opening', id: 1 };

  test.for([
    ['a name with a bit turned', () => turnBit(path, nameAt(0)), 'opening'],
    ['a removed name', () => removeRow(path, nameAt(0)), 'start check'],
    [
      'a name in the place of another',
      () => replaceRow(path, nameAt(0), rowAt(path, nameAt(1))),
      'opening',
    ],
    ['the head with a bit turned', () => turnBit(path, head), 'opening'],
    ['a removed head', () => removeRow(path, head), 'opening'],
    ['an older head', () => replaceRow(path, head, rowAt(clinic.before, head)), 'start check'],
    ['an opening with a bit of its salt turned', () => turnBit(path, opening, 'salt'), 'opening'],
    ['a removed opening', () => removeRow(path, opening), 'opening'],
    [
      'an opening of another generation',
      () => tamper(path, (sqlite) => sqlite.exec('UPDATE opening SET generation = 7')),
      'opening',
    ],
  ] as const)('%s shows', ([, change, where]) => {
    change();
    expect(whereItShows(path)).toBe(where);
  });
});

test('a bit of SQLite’s own tree that turned hides no page from the check', () => {
  tamper(path, (sqlite) => sqlite.pragma('journal_mode = DELETE'));
  const file = readFileSync(path);
  const at = separatorIn(file, rootOf('page'));
  // Made smaller by one bit, so that keys which are there lie on the wrong side of it.
  const last = file[at] ?? 0;
  file[at] = last & ~(last & -last);
  writeFileSync(path, file);
  const walked = new Database(path, { readonly: true });
  expect(walked.prepare('SELECT id FROM page ORDER BY id').all().length).toBeGreaterThan(1000);
  walked.close();
  expect(whereItShows(path)).not.toBe('nowhere');
});

/** Where in the file the tree of a table begins. */
function rootOf(table: string): number {
  const sqlite = new Database(path, { readonly: true });
  const root = sqlite.prepare<[string], number>(
    'SELECT rootpage FROM sqlite_master WHERE name = ?',
  );
  const at =
    ((root.pluck().get(table) ?? 0) - 1) * Number(sqlite.pragma('page_size', { simple: true }));
  sqlite.close();
  return at;
}

/** The last byte, not 0, of a key on a page that only says where to look: SQLite's interior table page. */
function separatorIn(file: Buffer, page: number): number {
  if (file[page] !== 5) throw new Error('The tree begins with a leaf');
  for (let cell = page + 12; cell < page + 12 + 2 * file.readUInt16BE(page + 3); cell += 2) {
    let byte = page + file.readUInt16BE(cell) + 4;
    while ((file[byte] ?? 0) > 127) byte += 1;
    if (file[byte] !== 0) return byte;
  }
  throw new Error('The page has no key that can be made smaller');
}

async function open() {
  const store = openPageStore(path, keyring);
  const faults: string[] = [];
  store.onFault((fault) => faults.push(fault));
  const database = await openDatabase({ store }, migrations).catch((error: unknown) => {
    store.close();
    throw error;
  });
  const count = (table: string): Promise<number | undefined> =>
    database.read(async (db) => {
      // Of a column, so that no index can answer instead.
      const { rows } = await sql<{ count: number }>`
        SELECT count(created_at) AS count FROM ${sql.id(table)}`.execute(db);
      return rows[0]?.count;
    });
  return { database, count, faults };
}

describe('what the database makes of it', () => {
  test.for([
    ['a table', 'patients'],
    ['long values', 'treatment_records'],
  ])('a damaged page of %s leaves the rest readable', async ([kind, table]) => {
    turnBit(path, placeOf(kind ?? ''));
    const { database, count, faults } = await open();
    const all = sql`SELECT sum(length(t::text)) FROM ${sql.id(table ?? '')} AS t`;
    await expect(database.read((db) => all.execute(db))).rejects.toMatchObject({ code: '58030' });
    expect(await count('orders')).toBe(500);
    expect(faults).toContain('damaged');
    await expect(database.read((db) => all.execute(db))).rejects.toMatchObject({ code: '58030' });
    await database.close();
  });

  test('a damaged page of an index leaves its table readable', async () => {
    turnBit(path, placeOf('an index'));
    const { database, count } = await open();
    expect(await count('patients')).toBe(500);
    await database.close();
  });

  test.for(['the catalog', 'which transactions committed', 'the control file', 'the log'])(
    'a damaged page of %s is told at the opening, each time',
    async (kind) => {
      const place = placeOf(kind);
      turnBit(path, kind === 'the log' ? lastPageOf(place) : place);
      for (let times = 0; times < 2; times += 1)
        await expect(open()).rejects.toThrow(
          /are damaged: 1 of [\d,]+ pages cannot be read\. Restore/,
        );
    },
  );

  test('a damaged log of records that were cut off is never taken for its end', async () => {
    copyStore(clinic.cutOff, path);
    turnBit(path, lastPageOf(placeOf('the log')));
    for (let times = 0; times < 2; times += 1)
      await expect(open()).rejects.toThrow(/are damaged: 1 of/);
    copyStore(clinic.cutOff, path);
    const { database } = await open();
    const changed = await database.read((db) =>
      sql<{
        count: number;
      }>`SELECT count(*) AS count FROM orders WHERE order_number LIKE '%x'`.execute(db),
    );
    expect(changed.rows).toEqual([{ count: 500 }]);
    await database.close();
  });

  test('no setting lets it pass over a damaged page', async () => {
    const { database } = await open();
    const { rows } = await database.read((db) =>
      sql`SELECT current_setting('zero_damaged_pages') AS zeroes,
        current_setting('ignore_checksum_failure') AS ignores`.execute(db),
    );
    expect(rows).toEqual([{ zeroes: 'off', ignores: 'off' }]);
    await database.close();
  });
});

function lastPageOf({ table, id }: RowPlace): RowPlace {
  const sqlite = new Database(path, { readonly: true });
  const last = sqlite
    .prepare<[number, number], number>(`SELECT max(id) FROM ${table} WHERE id >= ? AND id < ?`)
    .pluck()
    .get(id, firstPageId(pageOfId(id).ino + 1));
  sqlite.close();
  return { table, id: last ?? id };
}
