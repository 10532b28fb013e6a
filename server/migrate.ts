import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AppliedMigration,
  type Migration,
  planMigrations,
} from '../shared/base/migration-plan.ts';
import { type Client, type Pool, schemaOf } from './database.ts';

/** A schema that this release cannot use; the message says why. */
export class SchemaRefused extends Error {
  override name = 'SchemaRefused';
}

/** The numbered files of a folder, in order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}_\w+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** The number of the newest file. */
export function newestVersion(migrations: readonly Migration[]): number {
  return Number(migrations.at(-1)?.name.slice(0, 3) ?? 0);
}

/** Brings the schema `caretrail` to this release. */
export async function migrateCentral(pool: Pool): Promise<readonly string[]> {
  const available = await readMigrations(join(import.meta.dirname, 'migrations'));
  return migrateSchema(pool, 'caretrail', available);
}

/** Brings one site's schema to this release, making it when there is none. */
export function migrateSite(
  pool: Pool,
  siteId: string,
  available: readonly Migration[],
): Promise<readonly string[]> {
  return migrateSchema(pool, schemaOf(siteId), available);
}

/**
 * Applies what is pending, each file in its own transaction, in that schema alone. Of several nodes one
 * does it and the others wait. Throws SchemaRefused for a schema of a newer release.
 */
async function migrateSchema(
  pool: Pool,
  schema: string,
  available: readonly Migration[],
): Promise<readonly string[]> {
  const client = await pool.connect();
  const lock = `SELECT pg_advisory_lock(hashtextextended($1, 0))`;
  let broken: Error | undefined;
  try {
    await client.query(lock, [`caretrail migrate ${schema}`]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}; ${createMigrationsTable(schema)}`);
    const { rows } = await client.query<AppliedMigration>(
      `SELECT name, checksum FROM ${schema}.schema_migrations ORDER BY name`,
    );
    const plan = planMigrations(rows, available);
    if (!plan.ok) throw new SchemaRefused(plan.failure.message);
    for (const migration of plan.value) await applyOne(client, schema, migration);
    return plan.value.map(({ name }) => name);
  } catch (error) {
    // Closing the connection is what gives back the lock, whatever state it is in.
    broken = error instanceof Error ? error : new Error('Migrating failed');
    throw error;
  } finally {
    if (!broken) await client.query('SELECT pg_advisory_unlock_all()');
    client.release(broken);
  }
}

function createMigrationsTable(schema: string): string {
  return `CREATE TABLE IF NOT EXISTS ${schema}.schema_migrations (
    name VARCHAR(100) PRIMARY KEY,
    checksum VARCHAR(64) NOT NULL,
    applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
  )`;
}

async function applyOne(client: Client, schema: string, migration: Migration): Promise<void> {
  await client.query(
    `BEGIN; SET LOCAL search_path TO ${schema}; SET LOCAL timezone TO 'UTC'; SET LOCAL client_min_messages TO warning`,
  );
  await client.query(migration.sql);
  await client.query(`INSERT INTO ${schema}.schema_migrations (name, checksum) VALUES ($1, $2)`, [
    migration.name,
    migration.checksum,
  ]);
  await client.query('COMMIT');
}
