import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { startPostgres } from '../test/postgres.ts';
import { timesOf } from './statistics.ts';

/** One treatment record by column, as it stands in PostgreSQL. */
export type RecordRow = Readonly<Record<string, string | number | boolean | object | null>>;

const COUNT = { count: 300, warmUp: 50 } as const;
const PARENTS = ['facilities', 'users', 'patients', 'orders'] as const;

/** INSERT of a whole record in a transaction of its own; `placeholder` writes the nth parameter. */
function insertOf(row: RecordRow, placeholder: (at: number) => string): string {
  const columns = Object.keys(row);
  return `INSERT INTO treatment_records (${columns.join(', ')})
    VALUES (${columns.map((_, at) => placeholder(at + 1)).join(', ')})`;
}

const numbered = (at: number): string => `$${at}`;

function valuesOf(row: RecordRow): RecordRow[string][] {
  return Object.values({ ...row, id: randomUUID() });
}

/** SQLite knows neither booleans nor lists. */
function plainValuesOf(row: RecordRow): (string | number | null)[] {
  return valuesOf(row).map((value) => {
    if (typeof value === 'boolean') return Number(value);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

/** On the very database that the application wrote. */
export function timesOnPglite(database: PGlite, row: RecordRow): Promise<readonly number[]> {
  const sql = insertOf(row, numbered);
  return timesOf(COUNT, () => database.query(sql, valuesOf(row)));
}

async function copyTable(from: PGlite, to: Client, table: string): Promise<void> {
  const { rows } = await from.query<{ all: string }>(
    `SELECT coalesce(json_agg(each), '[]')::text AS all FROM ${table} AS each`,
  );
  await to.query(
    `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`,
    [rows[0]?.all],
  );
}

/** On a native PostgreSQL 18 with the same schema and rows, made durable again. */
export async function timesOnPostgres(same: PGlite, row: RecordRow): Promise<readonly number[]> {
  const { connectionString, stop } = await startPostgres(18);
  const client = new Client({ connectionString });
  try {
    await client.connect();
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
      await client.query(`ALTER SYSTEM SET ${setting} = on`);
    await client.query('SELECT pg_reload_conf()');
    await migrate(
      { query: (sql, values) => client.query(sql, values), exec: (sql) => client.query(sql) },
      await readMigrations(join(import.meta.dirname, '../migrations')),
    );
    for (const table of [...PARENTS, 'treatment_records']) await copyTable(same, client, table);
    const { rows } = await client.query<{ fsync: string }>('SHOW fsync');
    if (rows[0]?.fsync !== 'on') throw new Error('The peer does not write durably');
    const sql = insertOf(row, numbered);
    return await timesOf(COUNT, () => client.query(sql, valuesOf(row)));
  } finally {
    await client.end();
    await stop();
  }
}

/** On better-sqlite3 with WAL and synchronous=FULL: the same columns, indexes, references and rows. */
export async function timesOnSqlite(
  folder: string,
  rows: readonly RecordRow[],
): Promise<readonly number[]> {
  const [row = {}] = rows;
  const database = new Database(join(folder, 'peer.sqlite'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const columns = Object.keys(row).filter((name) => name !== 'id');
    database.exec(`
      CREATE TABLE patients (id TEXT PRIMARY KEY);
      CREATE TABLE orders (id TEXT PRIMARY KEY);
      CREATE TABLE users (id TEXT PRIMARY KEY);
      CREATE TABLE treatment_records (id TEXT PRIMARY KEY, ${columns.join(', ')},
        FOREIGN KEY (patient_id) REFERENCES patients (id),
        FOREIGN KEY (order_id) REFERENCES orders (id),
        FOREIGN KEY (recorded_by) REFERENCES users (id));`);
    for (const column of ['patient_id', 'order_id', 'date_applied', 'recorded_by', 'product_id'])
      database.exec(`CREATE INDEX of_${column} ON treatment_records (${column})`);
    database.exec('CREATE INDEX of_timeline ON treatment_records (patient_id, date_applied DESC)');
    for (const [table, column] of [
      ['patients', 'patient_id'],
      ['orders', 'order_id'],
      ['users', 'recorded_by'],
    ] as const)
      database.prepare(`INSERT INTO ${table} VALUES (?)`).run(row[column]);
    const insert = database.prepare(insertOf(row, () => '?'));
    database.transaction(() => rows.forEach((each) => insert.run(plainValuesOf(each))))();
    return await timesOf(COUNT, () => insert.run(plainValuesOf(row)));
  } finally {
    database.close();
  }
}
