import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AppliedMigration,
  type Migration,
  planMigrations,
} from '../../shared/base/migration-plan.ts';

/** One connection to a PostgreSQL, embedded or not, on which nothing else runs meanwhile. */
export type MigrationTarget = {
  readonly query: (sql: string, parameters?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** Runs a text of several statements. */
  readonly exec: (sql: string) => Promise<unknown>;
};

/** The database cannot be used by this release; the message is fit for a user. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

// Any constant does; it only has to be the same in every release.
const ADVISORY_LOCK = 7_236_851;

/** What each database keeps of the files that made it. */
export const CREATE_SCHEMA_MIGRATIONS = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name VARCHAR(100) PRIMARY KEY,
  checksum VARCHAR(64) NOT NULL,
  applied_at TIMESTAMPTZ NOT NULL DEFAULT now()
)`;

export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{3}_\w+\.sql$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What happens besides when a database of an earlier release is brought to this one. */
export type UpgradeWatch = {
  /** Before anything is changed; when it rejects, nothing is. */
  readonly before: () => Promise<void>;
  readonly onStep: (done: number, total: number) => void;
};

/**
 * Applies what is pending, each file in its own transaction, one run at a time.
 * Returns the names applied now; throws MigrationRefused when the database is not of this release.
 */
export async function migrate(
  target: MigrationTarget,
  available: readonly Migration[],
  upgrade?: UpgradeWatch,
): Promise<readonly string[]> {
  await target.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
  try {
    await target.exec(CREATE_SCHEMA_MIGRATIONS);
    const { rows } = await target.query(
      'SELECT name, checksum FROM schema_migrations ORDER BY name',
    );
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two columns just selected
    const plan = planMigrations(rows as AppliedMigration[], available);
    if (!plan.ok) throw new MigrationRefused(plan.failure.message);
    if (plan.value.length > 0 && rows.length > 0) await upgrade?.before();
    for (const [done, migration] of plan.value.entries()) {
      upgrade?.onStep(done, plan.value.length);
      await applyOne(target, migration);
    }
    return plan.value.map(({ name }) => name);
  } finally {
    await target.query('SELECT pg_advisory_unlock($1)', [ADVISORY_LOCK]);
  }
}

async function applyOne(target: MigrationTarget, migration: Migration): Promise<void> {
  await target.exec('BEGIN');
  try {
    await target.exec(migration.sql);
    await target.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await target.exec('COMMIT');
  } catch (error) {
    await target.exec('ROLLBACK');
    throw error;
  }
}
