import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { type Maintenance, startMaintenance } from '../main/platform/maintenance.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import type { TurnKind } from '../main/platform/turns.ts';
import { readUpkeepState } from '../main/platform/upkeep-state.ts';
import type { WritingState } from '../main/platform/disk/writing.ts';
import { templateArchive } from '../tools/template.ts';
import { handTimers } from './fakes/hand-timers.ts';

const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
const archive = await templateArchive();

let database: Database;
let maintenance: Maintenance;
let hand: ReturnType<typeof handTimers>;
let writing: WritingState;
const reported: unknown[] = [];
const done: string[] = [];

beforeEach(async () => {
  hand = handTimers();
  writing = 'allowed';
  reported.length = 0;
  done.length = 0;
  const opened = await openDatabase({ archive }, migrations);
  database = {
    ...opened,
    maintain: (statement) => {
      done.push(statement);
      return opened.maintain(statement);
    },
  };
  maintenance = startMaintenance({
    database,
    writing: { state: () => writing, noteFull: () => undefined },
    timers: hand.timers,
    report: async (error) => {
      reported.push(error);
      return 'test';
    },
  });
});
afterEach(async () => {
  await maintenance.stop();
  await database.close();
});

function turn(kind: TurnKind, statement: string) {
  return database.turn((each) => each.transact((tx) => sql.raw(statement).execute(tx)), kind);
}

// People who sound alike and were born on one day would all be compared with each other.
const addPatients = (from: number, to: number) => `INSERT INTO patients
  (id, first_name, last_name, birth_on, sex, search_text)
  SELECT gen_random_uuid(), name, reverse(name), DATE '1930-01-01' + n % 25000, 'other', ' ' || name
  FROM generate_series(${from}, ${to}) AS n,
    translate(left(md5(n::text), 12), '0123456789', 'ghklmnpqrs') AS name`;

async function rowsKnown(table: string): Promise<number> {
  const { tables } = await readUpkeepState(database);
  return tables.find(({ name }) => name === table)?.rowsThen ?? -2;
}

/** Lets so much time pass, and whatever came due be done. */
async function pass(ms: number): Promise<void> {
  hand.pass(ms);
  await maintenance.look();
}

test('after a large import the database knows its size soon, without anybody asking for it', async () => {
  await turn('chunk', addPatients(1, 12_000));
  expect(await rowsKnown('patients')).toBe(-1);
  await pass(10_000);
  expect(await rowsKnown('patients')).toBe(12_000);
  expect(done).toContain('ANALYZE "patients"');
});

test('also in the middle of an import, while its chunks follow each other', async () => {
  for (let chunk = 0; chunk < 100; chunk += 1) {
    await turn('chunk', addPatients(chunk * 200 + 1, (chunk + 1) * 200));
    hand.pass(1000);
    // As between the chunks of a job.
    await new Promise((resume) => setImmediate(resume));
  }
  expect(done).toContain('ANALYZE "patients"');
});

test('right after a save nothing is done that could keep the next one waiting', async () => {
  await turn('chunk', addPatients(1, 12_000));
  hand.pass(60_000);
  await turn('command', addPatients(12_001, 12_001));
  await maintenance.look();
  expect(done).toEqual([]);
  await pass(1999);
  expect(done).toEqual([]);
  await pass(1);
  expect(done).toContain('ANALYZE "patients"');
});

test('what was changed and deleted is tidied up when nobody has saved for a while', async () => {
  await turn('chunk', addPatients(1, 5000));
  await pass(120_000);
  done.length = 0;
  await turn('command', `UPDATE patients SET phone = '1' WHERE birth_on < '1933-04-01'`);
  await turn('command', `DELETE FROM patients WHERE birth_on > '1940-09-01'`);
  await pass(59_000);
  // The write-ahead log has a clock of its own.
  expect(done.filter((statement) => statement !== 'CHECKPOINT')).toEqual([]);
  await pass(30_000);
  expect(done).toContain('VACUUM (ANALYZE) "patients"');
  const { tables } = await readUpkeepState(database);
  expect(tables.find(({ name }) => name === 'patients')).toMatchObject({ deadRows: 0 });
});

test('the write-ahead log is cut when it is long, the sooner the longer it is', async () => {
  await turn('command', addPatients(1, 12_000));
  expect((await readUpkeepState(database)).logBytes).toBeGreaterThan(4 * 1024 * 1024);
  await pass(10_000);
  expect(done).not.toContain('CHECKPOINT');
  await pass(20_000);
  expect(done).toContain('CHECKPOINT');
  expect((await readUpkeepState(database)).logBytes).toBeLessThan(1024 * 1024);
});

test.for<[WritingState, readonly string[]]>([
  ['diskFull', ['CHECKPOINT']],
  ['damaged', []],
])('while records are %s only what gives room back is done', async ([state, expected]) => {
  await turn('chunk', addPatients(1, 12_000));
  writing = state;
  await pass(3_600_000);
  expect(done).toEqual(expected);
});

test('when all is done there is nothing left to wake up for, until somebody works', async () => {
  await turn('chunk', addPatients(1, 2000));
  await pass(3_600_000);
  await pass(3_600_000);
  hand.pass(3_600_000);
  await maintenance.stop();
  expect(hand.count()).toBe(0);
});

test('a checkpoint for which there was no room is tried again after the next work, and is no incident', async () => {
  await turn('chunk', addPatients(1, 12_000));
  const { maintain } = database;
  let isFull = true;
  Object.assign(database, {
    maintain: async (statement: string) => {
      const full = Object.assign(new Error('as the test says'), {
        severity: 'ERROR',
        code: '53100',
      });
      if (isFull && statement === 'CHECKPOINT') throw full;
      await maintain(statement);
    },
  });
  await pass(60_000);
  expect(done).not.toContain('CHECKPOINT');
  isFull = false;
  await turn('query', 'SELECT 1');
  await pass(60_000);
  expect(done).toContain('CHECKPOINT');
  expect(reported).toEqual([]);
});

test('what fails is written down once and not tried again and again', async () => {
  await turn('chunk', addPatients(1, 12_000));
  const { maintain } = database;
  Object.assign(database, {
    maintain: async (statement: string) => {
      if (statement.startsWith('ANALYZE')) throw new Error('as the test says');
      await maintain(statement);
    },
  });
  await pass(10_000);
  await pass(10_000);
  expect(reported).toHaveLength(1);
});
