import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extract } from 'tar';
import { flushFolder, flushTree } from './durable-files.ts';

/** Where things stand in a data directory. */
export function dataPaths(dataDir: string) {
  return {
    database: join(dataDir, 'pgdata'),
    files: join(dataDir, 'files'),
    log: join(dataDir, 'caretrail.log'),
  } as const;
}

/** The records are there but not whole; the message is fit for a user. */
export class DatabaseDamaged extends Error {
  override name = 'DatabaseDamaged';
}

/**
 * True when the folder holds a database. Throws DatabaseDamaged when what is there is not whole: PGlite
 * would take it for empty and begin a new one over the records.
 */
export function holdsDatabase(dataDir: string): boolean {
  const { database } = dataPaths(dataDir);
  if (!existsSync(database)) return false;
  const isWhole = ['PG_VERSION', 'global/pg_control'].every((file) =>
    existsSync(join(database, file)),
  );
  if (!isWhole)
    throw new DatabaseDamaged(
      'The records in this data folder are damaged or incomplete. Nothing was changed. Restore the folder from a backup.',
    );
  return true;
}

/** Makes the folder for this user alone. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
}

/**
 * Unpacks the template as the database of a new installation. It counts only once it is complete and
 * on the disk: a start that is cut off leaves a staged folder, which the next one removes.
 */
export async function unpackTemplate(dataDir: string, templateFile: string): Promise<void> {
  const { database } = dataPaths(dataDir);
  const staged = `${database}.new`;
  await rm(staged, { recursive: true, force: true });
  await makePrivateFolder(staged);
  // Synchronously: nothing else can run before there is a database, and it takes a third of the time.
  extract({
    file: templateFile,
    cwd: staged,
    sync: true,
    umask: 0o077,
    noMtime: true,
    preserveOwner: false,
    onwarn: refuseDamage,
  });
  await flushTree(staged);
  await rename(staged, database);
  await flushFolder(dataDir);
}

/** PGlite writes absolute paths, whose leading slash is cut; any other warning means a bad archive. */
function refuseDamage(code: string, message: string | Error): void {
  if (code !== 'TAR_ENTRY_INFO')
    throw new Error(`The template cannot be unpacked: ${code}`, { cause: message });
}
