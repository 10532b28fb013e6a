import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MigrationRefused } from './migrate.ts';
import { ownMigrations } from './own-migrations.ts';

const SQL = 'SELECT 1;\n';

let folder = '';
let built = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail own '));
  built = join(folder, 'app.asar', 'dist');
  await mkdir(join(built, 'migrations'), { recursive: true });
  await writeFile(join(built, 'migrations', '001_first.sql'), SQL);
  const digest = createHash('sha256').update(SQL).digest('hex');
  await writeFile(join(built, 'migrations.json'), JSON.stringify({ '001_first.sql': digest }));
});
afterEach(() => rm(folder, { recursive: true }));

/** As an installer lays them: beside the archive. */
const moveBeside = () => rename(join(built, 'migrations'), join(folder, 'migrations'));

test('migrations are found in the build, and beside an installed archive', async () => {
  expect((await ownMigrations(built)).map(({ name }) => name)).toEqual(['001_first.sql']);
  await moveBeside();
  expect((await ownMigrations(built)).map(({ sql }) => sql)).toEqual([SQL]);
});

test.for([
  ['changed', (at: string) => writeFile(join(at, '001_first.sql'), 'DROP TABLE users;')],
  ['taken away', (at: string) => rm(join(at, '001_first.sql'))],
  ['added', (at: string) => writeFile(join(at, '002_second.sql'), SQL)],
] as const)('a migration that was %s beside the archive is not run', async ([, tamper]) => {
  await moveBeside();
  await tamper(join(folder, 'migrations'));
  await expect(ownMigrations(built)).rejects.toThrow(MigrationRefused);
});
