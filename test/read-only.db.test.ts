import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Contexts } from '../main/platform/context.ts';
import type { Session } from '../main/platform/core.ts';
import { createCore } from '../main/platform/create-core.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { type Contract, command, type Handlers, job, query } from '../shared/base/contract.ts';
import type { CoreEvent } from '../shared/base/bridge.ts';
import { ok } from '../shared/base/result.ts';
import type { WritingState } from '../main/platform/disk/writing.ts';
import { openClinic } from './clinic.ts';
import {
  allRows,
  codeOf,
  messageOf,
  openTestCore,
  TEST_PIN,
  type TestCore,
  valueOf,
} from './core.ts';

const writing = {
  now: 'allowed' as WritingState,
  found: 0,
  state: () => writing.now,
  noteFull: () => {
    writing.found += 1;
  },
};

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore({ writing });
  clinic = await openClinic(app);
});
afterAll(() => app.close());
beforeEach(() => {
  writing.now = 'allowed';
  writing.found = 0;
  app.incidents.length = 0;
});

const records = () => allRows(app.database, 'treatmentRecords');
const lastEvent = async () => valueOf(await app.client['audit.list']({ limit: 1 }))[0];

/** Makes every write to a table fail as PostgreSQL would with that SQLSTATE, until the work is done. */
async function whileWritesFail(table: string, sqlState: string, work: () => Promise<unknown>) {
  await app.database.maintain(`CREATE FUNCTION fail_write() RETURNS trigger AS $$
      BEGIN RAISE EXCEPTION 'as the test says' USING ERRCODE = '${sqlState}'; END;
    $$ LANGUAGE plpgsql`);
  await app.database.maintain(`CREATE TRIGGER fails BEFORE INSERT ON ${table}
    FOR EACH ROW EXECUTE FUNCTION fail_write()`);
  try {
    await work();
  } finally {
    await app.database.maintain('DROP FUNCTION fail_write CASCADE');
  }
}

describe('on a full disk', () => {
  test('a save is refused before it begins, in words that say what to do, and nothing is saved', async () => {
    const before = await records();
    writing.now = 'diskFull';
    const reply = await clinic.client['treatments.record'](clinic.treatment);
    expect(codeOf(reply)).toBe('ReadOnly');
    expect(messageOf(reply)).toBe(
      'Not saved: the disk is full. What you typed is still here; make room on the disk and save again.',
    );
    expect(await records()).toEqual(before);
    expect(await lastEvent()).toMatchObject({ outcome: 'refused', failureCode: 'ReadOnly' });
  });

  test('it goes on as soon as there is room', async () => {
    writing.now = 'diskFull';
    await clinic.client['treatments.record'](clinic.treatment);
    writing.now = 'allowed';
    expect(codeOf(await clinic.client['treatments.record'](clinic.treatment))).toBe('ok');
  });

  test('charts are read and noted in the trail, people sign in and out, and drafts are kept', async () => {
    writing.now = 'diskFull';
    const { client } = clinic;
    const patientId = clinic.patient.id;
    expect(codeOf(await client['patients.getChart']({ patientId }))).toBe('ok');
    expect(await lastEvent()).toMatchObject({ operation: 'patients.getChart', outcome: 'ok' });
    const draft = { form: 'recordTreatment', patientId, content: {} } as const;
    expect(codeOf(await client['drafts.save'](draft))).toBe('ok');
    expect(codeOf(await client['session.signOut']({}))).toBe('ok');
    const signIn = { userId: clinic.nurse.userId, pin: TEST_PIN };
    expect(codeOf(await client['session.signIn'](signIn))).toBe('ok');
  });

  test('a save that was done, and is sent again because its answer was lost, is answered as then', async () => {
    const numbered = { ...clinic.treatment, commandId: randomUUID() };
    const first = valueOf(await clinic.client['treatments.record'](numbered));
    writing.now = 'diskFull';
    expect(valueOf(await clinic.client['treatments.record'](numbered))).toEqual(first);
  });

  test('no job is started and no file is taken in', async () => {
    writing.now = 'diskFull';
    const range = { fromOn: '2026-03-01', toOn: '2026-03-31' };
    const { client, session } = await biller();
    expect(codeOf(await client['billing.export'](range))).toBe('ReadOnly');
    const put = await app.core.putBytes(session, 'import-source', new Uint8Array([1]));
    expect(codeOf(put)).toBe('ReadOnly');
  });

  test('a write that finds no room is answered so, and noted for those that follow', async () => {
    await whileWritesFail('treatment_records', '53100', async () => {
      const reply = await clinic.client['treatments.record'](clinic.treatment);
      expect(codeOf(reply)).toBe('NotSaved');
      expect(messageOf(reply)).toContain('This was not saved: the disk is full');
    });
    expect(writing.found).toBe(1);
    expect(app.incidents).toEqual([]);
  });
});

test('a disk that does not write is told as such, not as a mistake of the program', async () => {
  await whileWritesFail('treatment_records', '58030', async () => {
    const reply = await clinic.client['treatments.record'](clinic.treatment);
    expect(codeOf(reply)).toBe('NotSaved');
    expect(messageOf(reply)).toContain('This was not saved: the disk reports errors');
  });
  expect(app.incidents).toHaveLength(1);
  expect(await lastEvent()).toMatchObject({ outcome: 'failed', failureCode: 'NotSaved' });
});

async function biller() {
  const before = writing.now;
  writing.now = 'allowed';
  const signedIn = await app.signIn('administrator');
  writing.now = before;
  return signedIn;
}

describe('in damaged records', () => {
  test('nothing new is saved, and the words say what to do', async () => {
    writing.now = 'damaged';
    const reply = await clinic.client['treatments.record'](clinic.treatment);
    expect(codeOf(reply)).toBe('ReadOnly');
    expect(messageOf(reply)).toContain('restore the last good backup');
  });

  const chart = () => clinic.client['patients.getChart']({ patientId: clinic.patient.id });
  const signIn = () =>
    clinic.client['session.signIn']({ userId: clinic.nurse.userId, pin: TEST_PIN });

  test.for(['audit_events', 'command_replies'])(
    'charts are read and people sign in and out although %s cannot be written',
    async (table) => {
      writing.now = 'damaged';
      await whileWritesFail(table, 'XX001', async () => {
        expect(codeOf(await chart())).toBe('ok');
        expect(codeOf(await signIn())).toBe('ok');
        expect(codeOf(await clinic.client['session.signOut']({}))).toBe('ok');
        expect(codeOf(await signIn())).toBe('ok');
      });
      expect(app.incidents.length).toBeGreaterThan(0);
    },
  );

  test('nobody sees a chart untraced while records are whole', async () => {
    await whileWritesFail('audit_events', 'XX001', async () => {
      expect(codeOf(await chart())).toBe('Unexpected');
      expect(codeOf(await signIn())).toBe('Unexpected');
    });
  });
});

/** A core of a few operations over the same database, where an administrator is signed in. */
function smallCore<C extends Contract>(contract: C, handlers: Handlers<C, Contexts>) {
  const { administratorId: userId } = app;
  const actor = { userId, displayName: 'Ada', role: 'administrator', permissions: [] };
  return createCore(
    {
      database: app.database,
      files: memoryFileStore(),
      clock: () => app.clock.now,
      newId: v7,
      report: async () => 'test',
      writing,
      sessions: { take: () => [{ key: 'command-line k', actor }], changed: () => undefined },
    },
    contract,
    handlers,
  );
}

const empty = z.strictObject({});
const session = (host: Session['host']): Session => ({ host, key: 'k' });

test('what names a file of this computer is done for the command line only', async () => {
  const named = {
    permission: 'anyone',
    isCommandLineOnly: true,
    input: empty,
    output: empty,
  } as const;
  const core = smallCore(
    {
      'test.write': command({ summary: 'Write a file', ...named, failures: {} }),
      'test.read': query({ summary: 'Read a file', ...named, failures: {} }),
    },
    { 'test.write': async () => ok({}), 'test.read': async () => ok({}) },
  );
  for (const name of ['test.write', 'test.read']) {
    for (const host of ['window', 'loopback'] as const)
      expect(codeOf(await core.dispatch(session(host), name, {}))).toBe('Forbidden');
    expect(codeOf(await core.dispatch(session('command-line'), name, {}))).toBe('ok');
  }
});

test.for(['the disk is seen to be full', 'a write finds no room'])(
  'a job in whose middle %s can be resumed where it stopped',
  async (how) => {
    const operation = {
      permission: 'signedIn',
      input: empty,
      output: empty,
      failures: {},
    } as const;
    const core = smallCore(
      { 'test.long': job({ summary: 'Work long', ...operation }) },
      {
        'test.long': async (_input, { chunk }) => {
          const step = { cursor: 1, done: 1, total: 2, label: 'Half' };
          await chunk(async () => step);
          if (how === 'the disk is seen to be full') writing.now = 'diskFull';
          await chunk(async () => {
            throw Object.assign(new Error('as the test says'), { code: '53100' });
          });
          return ok({});
        },
      },
    );
    const { promise: ended, resolve } = Promise.withResolvers<CoreEvent>();
    core.onEvent((event) => {
      if (event.type === 'job' && event.state !== 'running') resolve(event);
    });
    await core.dispatch(session('command-line'), 'test.long', {});
    expect(await ended).toMatchObject({ state: 'interrupted', done: 1, label: 'Half' });
  },
);
