import { PGlite } from '@electric-sql/pglite';
import { postgresTypeParsers } from '../../../shared/base/postgres-types.ts';
import type { PageStore } from '../page-store/page-store.ts';
import { startParameters } from '../start-parameters.ts';

/**
 * Starts the database of a copy on trial: whatever it does is undone when PGlite is closed, which closes
 * the store too. PostgreSQL cannot start without writing, so all of it happens in one transaction of
 * SQLite that never commits; the store's own become savepoints in it.
 */
export async function startOnTrial(store: PageStore): Promise<PGlite> {
  store.sqlite.exec('BEGIN IMMEDIATE');
  return startPglite(store);
}

/** PGlite on a copy of the records. */
export function startPglite(store: PageStore): Promise<PGlite> {
  return PGlite.create({
    fs: store.filesystem,
    startParams: startParameters,
    parsers: { ...postgresTypeParsers },
  });
}
