import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { FatalDatabaseError, isFatal } from '../main/platform/fatal-error.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { openingFailureText } from '../main/platform/opening-failure.ts';
import { FileSystemError } from '../main/platform/page-store/file-system-error.ts';
import { createPageStore, type PageStore } from '../main/platform/page-store/page-store.ts';
import {
  causeOfCode,
  codeOfError,
  type StopCause,
} from '../main/platform/supervision/stop-cause.ts';
import { fillFromTemplate, testKeyring } from './page-stores.ts';

const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail fatal '));
});
afterEach(() => rm(folder, { recursive: true }));

/** A database on a disk that fails once `fail` was called with what SQLite would say. */
async function openOnFailingDisk() {
  let failure: Error | null = null;
  const store = createPageStore(join(folder, 'records.store'), testKeyring(), {
    beforeCommit: () => {
      if (failure) throw failure;
    },
  });
  await fillFromTemplate(store);
  const fatal: FatalDatabaseError[] = [];
  const database = await openDatabase({ store }, migrations, {
    onFatal: (error) => void fatal.push(error),
  });
  return {
    database,
    store,
    fatal,
    fail: (error: Error) => {
      failure = error;
    },
  };
}

function insertSample(database: Database, day: string) {
  return database.transact((tx) =>
    tx.insertInto('spaceSamples').values({ day, usedBytes: 1, freeBytes: 1 }).execute(),
  );
}

function countSamples(database: Database) {
  return database.read((db) => db.selectFrom('spaceSamples').selectAll().execute());
}

/** Closes what a database that ended leaves open; in the program the end of its thread does. */
function abandon(store: PageStore): void {
  store.close();
}

test.for<[string, StopCause]>([
  ['SQLITE_FULL', 'diskFull'],
  ['SQLITE_IOERR_FSYNC', 'diskFailing'],
])(
  'a commit that PostgreSQL cannot write (%s) ends the database at once instead of computing for ever',
  async ([code, cause]) => {
    const { database, store, fatal, fail } = await openOnFailingDisk();
    await insertSample(database, '2026-03-01');
    fail(new Sqlite.SqliteError('as the test says', code));
    await expect(insertSample(database, '2026-03-02')).rejects.toThrow(FatalDatabaseError);
    expect(fatal.map(({ stopCause }) => stopCause)).toEqual([cause]);
    await expect(countSamples(database)).rejects.toThrow(FatalDatabaseError);
    await expect(insertSample(database, '2026-03-03')).rejects.toThrow(FatalDatabaseError);
    expect(fatal).toHaveLength(1);
    await database.close();
    abandon(store);
  },
);

test('a PANIC of PostgreSQL ends the database at once: here it cannot write its log', async () => {
  const { database, store, fatal } = await openOnFailingDisk();
  // So that the table needs no new page, which would be an ordinary error.
  await insertSample(database, '2026-03-01');
  store.filesystem.write = () => {
    throw new FileSystemError('ENOSPC');
  };
  await expect(insertSample(database, '2026-03-02')).rejects.toThrow(FatalDatabaseError);
  expect(fatal.map(({ stopCause }) => stopCause)).toEqual(['diskFull']);
  expect(fatal[0]?.cause).toMatchObject({ severity: 'PANIC', code: '53100' });
  await expect(countSamples(database)).rejects.toThrow(FatalDatabaseError);
  await database.close();
  abandon(store);
});

test('a program that breaks inside PGlite is noticed, though PGlite keeps it to itself', async () => {
  const { database, store, fatal } = await openOnFailingDisk();
  const { filesystem } = store;
  filesystem.read = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const reading = database.read((db) =>
    sql`SELECT count(*) FROM pg_statistic_ext_data, pg_foreign_table, pg_largeobject`.execute(
      db as never,
    ),
  );
  await expect(reading).rejects.toThrow(FatalDatabaseError);
  expect(fatal.map(({ stopCause }) => stopCause)).toEqual(['database']);
  await database.close();
  abandon(store);
});

test.for<[string, StopCause, RegExp]>([
  ['SQLITE_FULL', 'diskFull', /^The disk is full\. Make room/],
  ['SQLITE_IOERR_FSYNC', 'diskFailing', /^The disk could not be read or written\./],
])(
  'a start whose own commits the disk refuses (%s) is told in the disk’s words, not in PGlite’s',
  async ([code, cause, words]) => {
    const { store, database, fail } = await openOnFailingDisk();
    await insertSample(database, '2026-03-01');
    // Never closed, as after a kill: the next start has the log to go through.
    fail(new Sqlite.SqliteError('as the test says', code));
    const reason: unknown = await openDatabase({ store }, migrations).catch(
      (error: unknown) => error,
    );
    abandon(store);
    expect(openingFailureText(reason)).toMatch(words);
    // What the supervisor goes by, to whom it comes from another thread.
    expect(causeOfCode(codeOfError(reason))).toBe(cause);
  },
);

test('an ordinary error ends nothing: the next piece of work finds the database as it was', async () => {
  const { database, fatal } = await openOnFailingDisk();
  await insertSample(database, '2026-03-01');
  await expect(insertSample(database, '2026-03-01')).rejects.toThrow(/unique/);
  await expect(insertSample(database, 'no day')).rejects.toThrow(/date/);
  expect(await countSamples(database)).toHaveLength(1);
  expect(fatal).toEqual([]);
  await database.close();
});

test('maintenance runs what PostgreSQL refuses inside a transaction', async () => {
  const { database } = await openOnFailingDisk();
  await database.maintain('VACUUM (ANALYZE) space_samples');
  await database.maintain('CHECKPOINT');
  await expect(database.maintain('VACUUM nothing_of_that_name')).rejects.toThrow(/does not exist/);
  await database.close();
});

test.for<[string, unknown, boolean]>([
  ['PANIC', Object.assign(new Error('x'), { severity: 'PANIC' }), true],
  ['FATAL', Object.assign(new Error('x'), { severity: 'FATAL' }), true],
  ['ERROR', Object.assign(new Error('x'), { severity: 'ERROR', code: '53100' }), false],
  ['a trap', new WebAssembly.RuntimeError('unreachable'), true],
  ['an abort', new Error('Aborted(). Build with -sASSERTIONS for more info.'), true],
  ['an exit', { name: 'ExitStatus', status: 1 }, true],
  ['a bug', new TypeError('x'), false],
  ['nothing', undefined, false],
])('%s is told apart', ([, thrown, expected]) => {
  expect(isFatal(thrown)).toBe(expected);
});
