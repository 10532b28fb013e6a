import { join } from 'node:path';
import { inject } from 'vitest';
import { migrate, readMigrations } from '../main/platform/migrate.ts';
import { type End, openPglite, openServer } from './migration-ends.ts';

const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));

/** An empty database of each kind that Caretrail runs on, by its name. */
export const everyEnd: readonly (readonly [string, () => Promise<End>])[] = [
  ['PGlite', openPglite],
  ['PostgreSQL 18', () => openServer(inject('postgresUrls')[18])],
  ['PostgreSQL 15', () => openServer(inject('postgresUrls')[15])],
];

function placeOf(name: string): number {
  const at = migrations.findIndex((each) => each.name === name);
  if (at < 0) throw new Error(`There is no migration ${name}`);
  return at;
}

/** Runs every migration before this file. */
export async function migrateBefore(end: End, name: string): Promise<void> {
  await migrate(end, migrations.slice(0, placeOf(name)));
}

/** Runs every migration up to and including this file. */
export async function migrateTo(end: End, name: string): Promise<void> {
  await migrate(end, migrations.slice(0, placeOf(name) + 1));
}

/** Runs all there are. */
export async function migrateFully(end: End): Promise<void> {
  await migrate(end, migrations);
}

/** The SQLSTATE with which the database refuses, or `accepted`. */
export function sqlStateOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'accepted',
    (error: { readonly code?: string }) => error.code ?? 'no code',
  );
}

/** The words with which the database refuses, or `accepted`. */
export function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'accepted',
    (error: Error) => error.message,
  );
}
