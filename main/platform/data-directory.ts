import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { flushFolder, flushTree } from './durable-files.ts';
import { tarEntries } from './tar-entries.ts';

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
  writeTree(staged, await promisify(gunzip)(await readFile(templateFile)));
  await flushTree(staged);
  await rename(staged, database);
  await flushFolder(dataDir);
}

/** Writes an archive's files for this user alone. */
function writeTree(root: string, archive: Uint8Array): void {
  const made = new Set<string>();
  const makeFolder = (path: string): void => {
    if (!made.has(path)) mkdirSync(path, { recursive: true, mode: 0o700 });
    made.add(path);
  };
  makeFolder(root);
  // Synchronously: nothing else can run before there is a database, and for a thousand small files it
  // takes a quarter of the time.
  for (const entry of tarEntries(archive)) {
    const path = join(root, entry.path);
    makeFolder(entry.kind === 'folder' ? path : dirname(path));
    if (entry.kind === 'file') writeFileSync(path, entry.bytes, { mode: 0o600 });
  }
}
