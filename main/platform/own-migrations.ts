import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Migration } from '../../shared/base/migration-plan.ts';
import { migrationDigestsFile, migrationsFolder } from './app-files.ts';
import { MigrationRefused, readMigrations } from './migrate.ts';

const digests = z.record(z.string(), z.string());

/**
 * The migrations of this release. Beside an installed archive its integrity check does not reach them,
 * and they are run with all rights over the records: so there they must be what the build took. Throws
 * MigrationRefused where they are not.
 */
export async function ownMigrations(built: string): Promise<readonly Migration[]> {
  const folder = migrationsFolder(built);
  const migrations = await readMigrations(folder);
  if (dirname(folder) === built) return migrations;
  const expected = digests.parse(JSON.parse(await readFile(migrationDigestsFile(built), 'utf8')));
  const isOurs =
    migrations.length === Object.keys(expected).length &&
    migrations.every(({ name, checksum }) => expected[name] === checksum);
  if (isOurs) return migrations;
  throw new MigrationRefused(
    'Files of Caretrail beside the program were changed or are missing, so it does not open the records. Install it again.',
  );
}
