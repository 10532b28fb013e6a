import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anchorFile } from '../main/platform/anchor.ts';
import { openPageStore } from '../main/platform/page-store/page-store.ts';
import type { CoreEvent } from '../shared/base/bridge.ts';
import type { VerifyReport } from '../shared/storage/contract.ts';
import { addPatients } from './backups.ts';
import { content } from './file-contents.ts';
import { clientOf, newSession, TEST_PIN, valueOf } from './core.ts';
import { tamper } from './damaged-stores.ts';
import { SHELF } from './stock-clinic.ts';
import { type KeptCore, openKeptCore, reopenKeptCore } from './kept-core.ts';

let app: KeptCore;
beforeEach(async () => {
  app = await openKeptCore();
  await addPatients(app.database, 20);
});
afterEach(async () => {
  await app.close();
  await app.folder.remove();
  if (app.incidents.length > 0) throw new Error('There was an incident', { cause: app.incidents });
});

async function verify(): Promise<VerifyReport> {
  const reply = await app.ended(app.client['storage.verify']({}));
  return valueOf(reply as { ok: true; value: VerifyReport });
}

/** What a check said was wrong, in one text. */
async function problems(): Promise<string> {
  const { findings, isHealthy } = await verify();
  const found = findings.filter(({ severity }) => severity === 'problem');
  expect(isHealthy).toBe(found.length === 0);
  for (const { toDo } of found) expect(toDo).not.toBe('');
  return found.map(({ what }) => what).join('\n');
}

/** Runs statements that no rule of the database stops. */
async function force(text: string): Promise<void> {
  await app.database.transact(async (tx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(tx);
    for (const statement of text.split(';')) await sql.raw(statement).execute(tx);
  });
}

const UNIT = '0199aaaa-0000-7000-8000-000000000201';
const stockUnit = `INSERT INTO stock_units (id, product_id, lot_number) VALUES ('${UNIT}', 'S', 'A')`;
const lostTreatment = (nth: string) => `INSERT INTO stock_movements
  (id, stock_unit_id, location_id, kind, pieces, occurred_at, moved_by, recorded_at, treatment_record_id)
  SELECT '0199aaaa-0000-7000-8000-00000000030${nth}', '${UNIT}', '${SHELF}', 'applied', -1, now(),
    id, now(), gen_random_uuid() FROM users LIMIT 1`;

describe('whole records', () => {
  test('are healthy; the report tells how much was looked at and is kept', async () => {
    const report = await verify();
    expect(report).toMatchObject({ isHealthy: true, findings: [] });
    expect(report.checked.pages).toBeGreaterThan(1000);
    expect(report.checked.tables).toBeGreaterThan(100);
    expect(report.checked.indexes).toBeGreaterThan(200);
    expect(report.checked.references).toBeGreaterThan(20);
    expect(valueOf(await app.client['storage.status']({})).lastVerify).toEqual(report);
    expect(app.store.fault()).toBeNull();
  });

  test('are checked in pieces, between which others get their turn', async () => {
    const labels = new Set<string>();
    app.core.onEvent((event) => {
      if (event.type === 'job') labels.add(event.label);
    });
    const state = { isOver: false };
    const ended = app.ended(app.client['storage.verify']({})).then(() => (state.isOver = true));
    let asked = 0;
    for (; !state.isOver; asked += 1) {
      valueOf(await app.client['site.status']({}));
      await setImmediate();
    }
    await ended;
    expect(asked).toBeGreaterThan(10);
    expect([...labels]).toEqual(expect.arrayContaining(['Pages', 'Tables', 'Indexes']));
  });

  test('a check that was stopped goes on where it was', async () => {
    valueOf(await app.client['storage.verify']({}));
    const stopped = await nextEvent(({ label }) => label === 'Indexes');
    valueOf(await app.client['jobs.cancel']({ jobId: stopped.jobId }));
    const { done, jobId } = await nextEvent(({ state }) => state === 'cancelled');
    expect(done).toBeGreaterThan(1000);
    const goneOn = nextEvent((event) => event.state === 'running' && event.done !== done);
    const ended = nextEvent(({ state }) => state === 'done');
    valueOf(await app.client['jobs.resume']({ jobId }));
    expect((await goneOn).done).toBeGreaterThan(done);
    await ended;
    const { result } = valueOf(await app.client['jobs.get']({ jobId }));
    expect(result).toMatchObject({ ok: true, value: { isHealthy: true, findings: [] } });
  });
});

type JobEvent = Extract<CoreEvent, { readonly type: 'job' }>;

/** The first event of a job, from now on, that is looked for. */
function nextEvent(isIt: (event: JobEvent) => boolean): Promise<JobEvent> {
  return new Promise((resolve) => {
    const forget = app.core.onEvent((event) => {
      if (event.type !== 'job' || !isIt(event)) return;
      forget();
      resolve(event);
    });
  });
}

describe('in the database', () => {
  test('a row that refers to nobody is found', async () => {
    await force(`INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
      SELECT gen_random_uuid(), n, gen_random_uuid(), '2026-01-01', '${app.administratorId}'
      FROM generate_series(1, 3) AS n`);
    expect(await problems()).toBe('3 rows of orders refer to a row of patients that is not there.');
  });

  test('a movement of nothing is found, and is on the list of disagreements from then on', async () => {
    await force(`${stockUnit}; ${lostTreatment('1')}; ${lostTreatment('2')};
      INSERT INTO stock_sums SELECT stock_unit_id, location_id, sum(pieces) FROM stock_movements
        GROUP BY stock_unit_id, location_id`);
    const named = async () =>
      valueOf(await app.client['stock.disagreements']({})).map(({ kind }) => kind);
    expect(await named()).toEqual(['belowZero']);
    expect(await problems()).toBe(
      'The stock and its records differ in 2 places: movement without its record.',
    );
    expect(await named()).toEqual(['movementWithoutRecord', 'movementWithoutRecord', 'belowZero']);
  });

  test('a sum of stock that is not that of its movements is found', async () => {
    await force(`${stockUnit}; INSERT INTO stock_sums VALUES ('${UNIT}', '${SHELF}', 7)`);
    expect(await problems()).toBe(
      'What is shown as on hand differs in 1 place from what the movements come to.',
    );
  });

  test('a row that breaks a rule is found', async () => {
    // As if a rule had been added that nobody compared with what was there.
    await force(`INSERT INTO space_samples VALUES ('2026-01-01', 1, 1);
      ALTER TABLE space_samples ADD CONSTRAINT much_room CHECK (free_bytes > 5) NOT VALID;
      UPDATE pg_constraint SET convalidated = true WHERE conname = 'much_room'`);
    expect(await problems()).toBe('1 row breaks the rule much_room of space_samples.');
  });

  test('an index that misses a row is found', async () => {
    const set = (isOn: boolean) =>
      force(`UPDATE pg_index SET indisready = ${isOn}, indisvalid = ${isOn}
        WHERE indexrelid = 'idx_patients_last_name'::regclass`);
    await set(false);
    await addPatients(app.database, 1);
    await set(true);
    expect(await problems()).toMatch(
      /^The index idx_patients_last_name of patients does not agree with its table/,
    );
  });

  test('two rows under one key are found', async () => {
    const isUnique = (is: boolean) =>
      `UPDATE pg_index SET indisunique = ${is} WHERE indexrelid = 'idx_days'::regclass`;
    await force('CREATE TABLE days (day DATE); CREATE UNIQUE INDEX idx_days ON days (day)');
    await force(isUnique(false));
    await force(`INSERT INTO days SELECT '2026-01-01' FROM generate_series(1, 2)`);
    await force(isUnique(true));
    expect(await problems()).toMatch(/^The index idx_days of days does not agree/);
  });

  test('a page that opens with the right key and is no page of PostgreSQL is found', async () => {
    await overwritePage('patients', 100, Buffer.alloc(4000, 7));
    expect(await problems()).toMatch(/^The table patients is not whole/);
  });
});

/** Closes the records, changes their files, and opens them again. */
async function whileClosed(change: () => void): Promise<void> {
  await app.close();
  change();
  app = { ...app, ...(await reopenKeptCore(app.dataDir, app.keyring())) };
  const pin = TEST_PIN;
  valueOf(await app.client['session.signIn']({ userId: app.administratorId, pin }));
}

/** Writes into a table's first page through the store itself, so that its seal is right. */
async function overwritePage(table: string, at: number, bytes: Buffer): Promise<void> {
  const { rows } = await app.database.read((db) =>
    sql<{ path: string }>`SELECT pg_relation_filepath(${table}::regclass) AS path`.execute(db),
  );
  await whileClosed(() => {
    const store = openPageStore(join(app.dataDir, 'records.store'), app.keyring());
    store.pages.write(store.tree.at(`/${rows[0]?.path}`), bytes, at);
    store.pages.commit();
    store.close();
  });
}

describe('among the kept files', () => {
  /** Puts a file as an import does, and answers its digest. */
  async function store(seed: number): Promise<string> {
    const session = newSession();
    const pin = TEST_PIN;
    const client = clientOf(app.core, session);
    valueOf(await client['session.signIn']({ userId: app.administratorId, pin }));
    const bytes = content(300_000, seed);
    return valueOf(await app.core.putBytes(session, 'import-source', bytes)).digest;
  }

  test('one that is altered, and one that is gone, are found', async () => {
    await store(1);
    const gone = await store(2);
    await app.files.deleteUnreferenced((digest) => digest !== gone);
    await whileClosed(() =>
      tamper(join(app.dataDir, 'files.store'), (sqlite) =>
        sqlite.exec('UPDATE file_chunk SET body = zeroblob(length(body))'),
      ),
    );
    expect((await problems()).split('\n')).toEqual([
      '1 kept file (photos, exports, imported files) is damaged or altered.',
      '1 file that the records name is not there in full.',
    ]);
    expect((await verify()).checked.files).toBe(1);
  });

  test('one that no record names is told, and is no fault', async () => {
    await app.files.put(content(10));
    const { findings, isHealthy } = await verify();
    expect(isHealthy).toBe(true);
    expect(findings).toMatchObject([
      { severity: 'note', what: '1 kept file belongs to no record.' },
    ]);
  });
});

describe('outside the records', () => {
  const anchor = () => anchorFile(join(app.dataDir, 'anchor'), app.keyring);

  test('an anchor that is ahead of them shows that they are an older copy', async () => {
    const commitNumber = app.store.commitNumber() + 1000;
    await anchor().begin({ commitNumber, restoredAt: null });
    expect(await problems()).toMatch(
      /^These records are an older copy: \d+ later changes to them are missing/,
    );
    await anchor().advance(app.store.commitNumber());
    expect(await problems()).toMatch(/older copy/);
  });

  test('an anchor that was altered is told', async () => {
    await writeFile(join(app.dataDir, 'anchor'), '{"generation":1}');
    expect(await problems()).toMatch(/^The file “anchor” .* was altered/);
    await rm(join(app.dataDir, 'anchor'));
    expect(await problems()).toBe('');
  });

  test('a passphrase that would no longer open them, or is gone, is told', async () => {
    const { sqlite } = app.store;
    const body = sqlite.prepare<[], string>('SELECT body FROM key_wrap').pluck().get() ?? '';
    const altered = body.replace(/"text":"(.)/, (_, first: string) =>
      first === 'A' ? '"text":"B' : '"text":"A',
    );
    expect(altered).not.toBe(body);
    sqlite.prepare('UPDATE key_wrap SET body = ?').run(altered);
    expect(await problems()).toMatch(/^What the recovery passphrase opens was damaged/);
    sqlite.prepare('DELETE FROM key_wrap').run();
    expect(await problems()).toMatch(/no recovery passphrase/);
  });
});
