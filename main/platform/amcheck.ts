import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import type { MigrationTarget } from './migrate.ts';

/** What PGlite must be created with so that tables and indexes can be checked. */
export const checkingExtensions = { amcheck };

/**
 * Installs amcheck where it is not yet, in a schema of its own: it is part of this computer's
 * PostgreSQL and not of the records, so no migration names it.
 */
export async function ensureAmcheck(target: MigrationTarget): Promise<void> {
  const { rows } = await target.query("SELECT FROM pg_extension WHERE extname = 'amcheck'");
  if (rows.length > 0) return;
  await target.exec(
    'CREATE SCHEMA IF NOT EXISTS extensions; CREATE EXTENSION amcheck SCHEMA extensions;',
  );
}
