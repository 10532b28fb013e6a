import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { checkingExtensions, ensureAmcheck } from '../main/platform/amcheck.ts';
import { migrate, readMigrations } from '../main/platform/migrate.ts';

const root = join(import.meta.dirname, '..');

/** Changes whenever the template would: with a migration, with PGlite, or with how it is made. */
async function templateKey(): Promise<string> {
  const migrations = await readMigrations(join(root, 'migrations'));
  const pglite = await readFile(
    join(root, 'node_modules/@electric-sql/pglite/package.json'),
    'utf8',
  );
  const recipe = await readFile(import.meta.filename);
  const hash = createHash('sha256').update(pglite).update(recipe);
  for (const { name, checksum } of migrations) hash.update(name).update(checksum);
  return hash.digest('hex').slice(0, 16);
}

/** A migrated, empty data directory as tar; made once, because initdb takes seconds. */
export async function templateArchive(): Promise<Uint8Array> {
  return cached(`template-${await templateKey()}.tar`, buildTemplate);
}

/** The same, gzipped: what the application ships. */
export async function packedTemplate(): Promise<Uint8Array> {
  return cached(`template-${await templateKey()}.tar.gz`, async () =>
    promisify(gzip)(await templateArchive()),
  );
}

async function cached(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const path = join(root, '.cache', name);
  const kept = await readFile(path).catch(() => null);
  if (kept) return kept;
  const made = await make();
  await mkdir(dirname(path), { recursive: true });
  const staged = `${path}.${process.pid}`;
  await writeFile(staged, made);
  await rename(staged, path);
  return made;
}

async function buildTemplate(): Promise<Uint8Array> {
  const pglite = await PGlite.create('memory://', { extensions: checkingExtensions });
  try {
    const target = {
      query: (sql: string, values?: unknown[]) => pglite.query(sql, values),
      exec: (sql: string) => pglite.exec(sql),
    };
    await migrate(target, await readMigrations(join(root, 'migrations')));
    await ensureAmcheck(target);
    await dropTemplateDatabases(pglite);
    const archive = await pglite.dumpDataDir('none');
    return new Uint8Array(await archive.arrayBuffer());
  } finally {
    await pglite.close();
  }
}

/** The databases that CREATE DATABASE would copy: never used here, and more than half of all files. */
async function dropTemplateDatabases(pglite: PGlite): Promise<void> {
  await pglite.exec('UPDATE pg_database SET datistemplate = false');
  for (const name of ['template0', 'template1']) await pglite.exec(`DROP DATABASE ${name}`);
  await pglite.exec('CHECKPOINT');
}
