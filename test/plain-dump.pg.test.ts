import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { DumpSource } from '../main/platform/plain-dump/dumped-tables.ts';
import { writeDumpFile } from '../main/platform/plain-dump/dump-file.ts';
import { pgliteSource } from '../main/platform/plain-dump/pglite-source.ts';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { loadDump } from './load-dump.ts';

const run = promisify(execFile);
const hasPsql = spawnSync('psql', ['--version']).status === 0;

/** A migration as a later release may bring it: what a dump must carry though no table has it yet. */
const later = {
  name: '999_later.sql',
  checksum: 'x',
  sql: `CREATE TABLE "Odd Name" (
    id INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    "select" BYTEA, amount NUMERIC(20, 4), at_offset INTERVAL,
    doubled NUMERIC GENERATED ALWAYS AS (amount * 2) STORED,
    dropped TEXT
  );
  ALTER TABLE "Odd Name" DROP COLUMN dropped;
  CREATE FUNCTION refuse_insert() RETURNS trigger AS $$
  BEGIN RAISE EXCEPTION 'never'; END; $$ LANGUAGE plpgsql;
  CREATE TRIGGER refuse BEFORE INSERT ON allergies EXECUTE FUNCTION refuse_insert();`,
};

// What COPY, psql or an encoding could stumble over.
const hardTexts = [
  String.raw`\.`,
  String.raw`\N`,
  'tab\tline\nreturn\r\nbackslash \\ end\\',
  '',
  "'; DROP TABLE patients; --",
  '\\! touch /tmp/owned\n\\.\n\\q',
  'שלום 👩🏽‍⚕️ ﷽ \u2028 \u00a0',
  '$$ $1 :variable :"quoted"',
];

const ids = {
  user: '0199aaaa-0000-7000-8000-000000000001',
  patient: '0199aaaa-0000-7000-8000-000000000002',
  order: '0199aaaa-0000-7000-8000-000000000003',
};

async function fill(pglite: PGlite): Promise<void> {
  await pglite.exec(`
    INSERT INTO users (id, display_name, sign_in_name, role) VALUES ('${ids.user}', 'N', 'n', 'nurse');
    INSERT INTO user_pins (user_id, pin_hash) VALUES ('${ids.user}', 'scrypt$secret');
    INSERT INTO patients (id, first_name, last_name, birth_on, sex, search_text)
      VALUES ('${ids.patient}', 'A', 'B', '0850-01-01', 'female', ' b a');
    INSERT INTO orders (id, order_number, patient_id, ordered_on, ordered_by)
      VALUES ('${ids.order}', '1', '${ids.patient}', '2026-01-01', '${ids.user}');
    INSERT INTO jobs (id, operation, input, state, started_by, started_at) VALUES
      ('${ids.user}', 'x', '{"a": [1.50, null, "\\n"]}', 'done', '${ids.user}', '1899-12-31T23:59:59.123456Z');
    INSERT INTO audit_events (id, occurred_at, host, operation, kind, outcome)
      SELECT gen_random_uuid(), now(), 'loopback', 'x', 'query', 'ok' FROM generate_series(1, 1000);
    UPDATE storage_settings SET backup_keep = 99;
    INSERT INTO "Odd Name" ("select", amount, at_offset) VALUES
      ('\\x00ff0a5c', 12.5, '1 day -02:00'), (NULL, 'NaN', NULL), ('', -0.0001, '3 mons');`);
  const insert = `INSERT INTO treatment_records (id, patient_id, order_id, product_id, product_name,
      quantity_used, date_applied, doctor_notes, diagnosis, recorded_by)
    SELECT gen_random_uuid(), '${ids.patient}', '${ids.order}', 'S', 'P', 1 + n, '2026-01-02', $1,
      repeat('x', n % 400), '${ids.user}' FROM generate_series(1, $2::int) AS n`;
  for (const text of [...hardTexts, null]) await pglite.query(insert, [text, 3000]);
  await pglite.query(insert, ['long '.repeat(200_000), 2]);
  // Whole blocks without a living row, between others that have some.
  await pglite.exec(
    'DELETE FROM treatment_records WHERE doctor_notes IS NULL AND quantity_used < 2000',
  );
}

type End = { readonly query: (sql: string) => Promise<{ rows: unknown[] }> };

/** How many rows each table has, and a digest over all of them. */
async function contentOf(end: End): Promise<Readonly<Record<string, string>>> {
  const { rows } = await end.query(
    "SELECT quote_ident(relname) AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  const content: Record<string, string> = {};
  for (const { name } of rows as { name: string }[]) {
    const found = await end.query(`SELECT count(*) || ' rows, ' ||
      coalesce(md5(string_agg(line, ';' ORDER BY line COLLATE "C")), '') AS digest
      FROM (SELECT each::text AS line FROM ${name} AS each) AS lines`);
    content[name] = (found.rows[0] as { digest: string }).digest;
  }
  return content;
}

let folder: string;
let pglite: PGlite;
let source: DumpSource;
let path: string;
const migrations = [...(await readMigrations(join(import.meta.dirname, '../migrations'))), later];
const leftOut = [{ table: 'user_pins', why: 'they are secrets.' }];
const options = {
  migrations,
  leftOut,
  release: '0.1.0',
  madeAt: new Date('2026-03-10T15:00:00Z'),
  onProgress: () => undefined,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail dump '));
  pglite = await PGlite.create('memory://');
  const target = {
    query: (sql: string, values?: unknown[]) => pglite.query(sql, values),
    exec: (sql: string) => pglite.exec(sql),
  };
  await migrate(target, migrations);
  await fill(pglite);
  source = pgliteSource(pglite);
  path = join(folder, 'all.sql');
  await writeDumpFile(source, { ...options, path });
}, 120_000);
afterAll(async () => {
  await pglite.close();
  await rm(folder, { recursive: true, force: true });
});

async function newDatabase(url: string): Promise<string> {
  const name = `dump_${crypto.randomUUID().replaceAll('-', '')}`;
  const admin = new Client(url);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

async function contentAt(url: string): Promise<Readonly<Record<string, string>>> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query("SET timezone = 'UTC'");
    return await contentOf(client);
  } finally {
    await client.end();
  }
}

async function expectedContent() {
  await pglite.query("SET timezone = 'UTC'");
  return { ...(await contentOf(pglite)), user_pins: '0 rows, ' };
}

describe.each([15, 18] as const)('a plain dump, loaded into PostgreSQL %i', (major) => {
  test('has every row of every table as it was, but no PIN', async () => {
    const url = await newDatabase(inject('postgresUrls')[major]);
    await loadDump(url, path);
    expect(await contentAt(url)).toEqual(await expectedContent());
  });

  // psql does not come with npm; where a system has it, it is what people will use.
  test.skipIf(!hasPsql)('is taken by psql itself (where this computer has psql)', async () => {
    const url = await newDatabase(inject('postgresUrls')[major]);
    await run('psql', ['-v', 'ON_ERROR_STOP=1', '-q', '-f', path, '-d', url]);
    expect(await contentAt(url)).toEqual(await expectedContent());
  });

  test('is ready to be used: rules and stamps work, and numbers go on', async () => {
    const url = await newDatabase(inject('postgresUrls')[major]);
    await loadDump(url, path);
    const client = new Client(url);
    await client.connect();
    await expect(client.query('DELETE FROM audit_events')).rejects.toThrow(/never changed/);
    await expect(client.query('DELETE FROM users')).rejects.toThrow(/treatment_records|orders/);
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO "Odd Name" (amount) VALUES (1) RETURNING id',
    );
    await client.end();
    expect(rows).toEqual([{ id: 4 }]);
  });
});

describe('a plain dump', () => {
  test('that is cut off anywhere loads nothing', async () => {
    const whole = await readFile(path);
    const url = await newDatabase(inject('postgresUrls')[15]);
    const cut = join(folder, 'cut.sql');
    for (const share of [0.2, 0.7, 0.999]) {
      const text = whole.subarray(0, Math.floor(whole.length * share)).toString();
      await writeFile(cut, `${text.slice(0, text.lastIndexOf('\n') + 1)}\\.\n`);
      await loadDump(url, cut).catch(() => undefined);
      expect(await contentAt(url)).toEqual({});
    }
  });

  test('is a file that only its owner can read, and holds no hash of a PIN', async () => {
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readFile(path)).includes('scrypt$secret')).toBe(false);
  });

  test('never replaces a file', async () => {
    const taken = join(folder, 'taken.sql');
    await writeFile(taken, 'mine');
    await expect(writeDumpFile(source, { ...options, path: taken })).rejects.toThrow('EEXIST');
    expect(await readFile(taken, 'utf8')).toBe('mine');
  });

  test('stops when it is told to', async () => {
    const stopped = { ...options, path: join(folder, 'stopped.sql'), onProgress: stop };
    await expect(writeDumpFile(source, stopped)).rejects.toThrow('stopped');
  });

  test('tells how far it is, to the end', async () => {
    const steps: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number): void => void steps.push([done, total]);
    await writeDumpFile(source, { ...options, path: join(folder, 'again.sql'), onProgress });
    const [last, total] = steps.at(-1) ?? [0, -1];
    expect(last).toBe(total);
    expect(steps.length).toBeGreaterThan(8);
    expect(steps.every(([done], at) => done >= (steps[at - 1]?.[0] ?? 0))).toBe(true);
  });
});

function stop(): never {
  throw new Error('stopped');
}
