import { createReadStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-fs';
import { flushFolder, flushTree } from './durable-files.ts';

/** Where things stand in a data directory. */
export function dataPaths(dataDir: string) {
  return {
    database: join(dataDir, 'pgdata'),
    files: join(dataDir, 'files'),
    log: join(dataDir, 'caretrail.log'),
  } as const;
}

export function holdsDatabase(dataDir: string): boolean {
  return existsSync(dataPaths(dataDir).database);
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
  await pipeline(
    createReadStream(templateFile),
    createGunzip(),
    extract(staged, { dmode: 0o700, fmode: 0o600 }),
  );
  await flushTree(staged);
  await rename(staged, database);
  await flushFolder(dataDir);
}
