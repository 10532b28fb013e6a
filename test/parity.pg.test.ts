import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { type End, openPglite, openServer } from './migration-ends.ts';

const migrationsFolder = join(import.meta.dirname, '../migrations');

const ends = new Map<string, End>();
beforeAll(async () => {
  const migrations = await readMigrations(migrationsFolder);
  const urls = inject('postgresUrls');
  ends.set('PGlite', await openPglite());
  ends.set('PostgreSQL 18', await openServer(urls[18]));
  ends.set('PostgreSQL 15', await openServer(urls[15]));
  for (const end of ends.values()) await migrate(end, migrations);
}, 120_000);
afterAll(() => Promise.all([...ends.values()].map((end) => end.close())));

async function onAllEnds<T>(work: (end: End) => Promise<T>): Promise<readonly [string, T][]> {
  return Promise.all([...ends].map(async ([name, end]) => [name, await work(end)] as [string, T]));
}

function expectAllAlike<T>(answers: readonly [string, T][]): T {
  const [first, ...others] = answers;
  if (!first) throw new Error('no database answered');
  for (const [name, answer] of others) expect(answer, name).toStrictEqual(first[1]);
  return first[1];
}

describe('device and server answer alike', () => {
  test.for<[string, string, unknown]>([
    ['date', "DATE '1950-02-28'", '1950-02-28'],
    ['int4', '7::int4', 7],
    ['int8', '9007199254740991::int8', 9_007_199_254_740_991],
    ['count', '(SELECT count(*) FROM (VALUES (1), (2)) AS two)', 2],
    ['numeric', '12.50::numeric', '12.50'],
    ['float8', '0.1::float8', 0.1],
    ['boolean', 'true', true],
    ['text', "'שלום 👩🏽‍⚕️'", 'שלום 👩🏽‍⚕️'],
    [
      'uuid',
      "'0199AAAA-0000-7000-8000-000000000001'::uuid",
      '0199aaaa-0000-7000-8000-000000000001',
    ],
    ['bytea', String.raw`'\x00ff10'::bytea`, new Uint8Array([0, 255, 16])],
    ['timestamptz', "TIMESTAMPTZ '2026-03-10 10:00:00.125-05'", '2026-03-10T15:00:00.125Z'],
    ['timestamptz far back', "TIMESTAMPTZ '1899-12-31 23:59:59+00'", '1899-12-31T23:59:59.000Z'],
    ['jsonb', `'{"b": [1, null, "é"], "a": {}}'::jsonb`, { a: {}, b: [1, null, 'é'] }],
    ['null', 'NULL::date', null],
  ])('%s', async ([, expression, expected]) => {
    const answers = await onAllEnds(async (end) => {
      const { rows } = await end.query(`SELECT ${expression} AS value`);
      return (rows as { value: unknown }[])[0]?.value;
    });
    expect(expectAllAlike(answers)).toStrictEqual(expected);
  });

  test('an int8 beyond what is exact is an error, not a wrong number', async () => {
    for (const [name, end] of ends)
      await expect(end.query('SELECT 9007199254740993::int8'), name).rejects.toThrow(RangeError);
  });

  test('sorting in the C collation is alike, whatever the server’s locale', async () => {
    const sql = `SELECT name FROM (VALUES ('b'), ('A'), ('á'), ('Z'), ('a b'), ('ab')) AS names (name)
      ORDER BY lower(name) COLLATE "C"`;
    const answers = await onAllEnds(async (end) => (await end.query(sql)).rows);
    expect(expectAllAlike(answers)).toHaveLength(6);
  });
});

describe('every migration makes the same on device and server', () => {
  test('columns: names, types, lengths, defaults and what may be null', async () => {
    const sql = `SELECT table_name, column_name, data_type, character_maximum_length AS length,
        is_nullable, column_default
      FROM information_schema.columns WHERE table_schema = 'public'
      ORDER BY table_name, ordinal_position`;
    const answers = await onAllEnds(async (end) => (await end.query(sql)).rows);
    expect(expectAllAlike(answers).length).toBeGreaterThan(100);
  });

  test('indexes, triggers and constraints', async () => {
    const sql = `SELECT indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'
      UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n'`;
    const answers = await onAllEnds(async (end) =>
      ((await end.query(sql)).rows as { definition: string }[]).map(({ definition }) => definition),
    );
    expect(
      expectAllAlike(answers.map(([name, rows]) => [name, rows.toSorted()])).length,
    ).toBeGreaterThan(60);
  });

  test('the founding table has its columns, indexes and trigger', async () => {
    const answers = await onAllEnds(async (end) => {
      const indexes = await end.query(
        "SELECT indexname FROM pg_indexes WHERE tablename = 'treatment_records' ORDER BY 1",
      );
      const triggers = await end.query(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'treatment_records'::regclass AND NOT tgisinternal ORDER BY 1",
      );
      return [...indexes.rows, ...triggers.rows].map((row) => Object.values(row as object)[0]);
    });
    expect(expectAllAlike(answers)).toStrictEqual([
      'idx_treatment_records_date_applied',
      'idx_treatment_records_order_id',
      'idx_treatment_records_order_product',
      'idx_treatment_records_packs',
      'idx_treatment_records_patient_date',
      'idx_treatment_records_patient_id',
      'idx_treatment_records_product_id',
      'idx_treatment_records_recorded_by',
      'idx_treatment_records_recorder_date',
      'idx_treatment_records_serial_key',
      'idx_treatment_records_to_cosign',
      'idx_treatment_records_unsigned',
      'idx_treatment_records_unsigned_performer',
      'idx_treatment_records_wound_date',
      'treatment_records_pkey',
      'trigger_doubt_all_treatment_records_stock',
      'trigger_doubt_changed_treatment_records_stock',
      'trigger_doubt_deleted_treatment_records_stock',
      'trigger_doubt_treatment_records_stock',
      'trigger_keep_treatment_records',
      'trigger_lock_treatment_records',
      'trigger_update_treatment_records_updated_at',
    ]);
  });

  test('a second run applies nothing', async () => {
    const migrations = await readMigrations(migrationsFolder);
    expect(expectAllAlike(await onAllEnds((end) => migrate(end, migrations)))).toEqual([]);
  });
});

describe('the founding table’s rules hold on both ends', () => {
  const ids = {
    user: '0199aaaa-0000-7000-8000-000000000001',
    patient: '0199aaaa-0000-7000-8000-000000000002',
    order: '0199aaaa-0000-7000-8000-000000000003',
  };

  async function insertReferences(end: End): Promise<void> {
    await end.exec(`
      INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${ids.user}', 'N', 'n', 'nurse');
      INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
        VALUES ('${ids.patient}', 'A', 'B', '1950-01-01', 'female', ' b a');
      INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
        VALUES ('${ids.order}', '1', '${ids.patient}', '2026-01-01', '${ids.user}');`);
  }

  const insert = `INSERT INTO treatment_records
    (patient_id, order_id, product_id, product_name, quantity_used, date_applied, recorded_by)
    VALUES ('${ids.patient}', '${ids.order}', 'S', 'P', $1, '2026-01-02', '${ids.user}')`;

  test('quantity, references, cascade and the updated_at trigger', async () => {
    const answers = await onAllEnds(async (end) => {
      const refusal = (work: Promise<unknown>) =>
        work.then(
          () => 'accepted',
          (error: { code?: string }) => error.code,
        );
      await insertReferences(end);
      const zero = await refusal(end.query(insert, [0]));
      const one = await refusal(end.query(insert, [1]));
      await end.exec("SELECT pg_sleep(0.01); UPDATE treatment_records SET doctor_notes = 'x'");
      const { rows } = await end.query(
        'SELECT updated_at > created_at AS is_later FROM treatment_records',
      );
      // PostgreSQL 18 says restrict_violation (23001), 15 foreign_key_violation (23503).
      const deleteUser = (await refusal(end.query('DELETE FROM users')))?.slice(0, 2);
      await end.query('DELETE FROM patients');
      const left = await end.query('SELECT count(*) AS records FROM treatment_records');
      await end.exec('DELETE FROM users');
      return { zero, one, rows, deleteUser, left: left.rows };
    });
    expect(expectAllAlike(answers)).toStrictEqual({
      zero: '23514',
      one: 'accepted',
      rows: [{ is_later: true }],
      deleteUser: '23',
      left: [{ records: 0 }],
    });
  });
});
