import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FileDamaged } from './blob-errors.ts';
import type { BlobStore } from './blob-store.ts';

export type MovedIn = {
  readonly fileCount: number;
  readonly byteLength: number;
  /** Files whose bytes are not what their names say: they stay where they are. */
  readonly alteredCount: number;
};

/**
 * Moves a plain folder of files, each under its SHA-256, into the store, reads each back, and then removes
 * the folder. Cut off, it starts again: what is in the store already is not written twice. Does nothing
 * when there is no such folder.
 */
export async function moveDirectoryIn(folder: string, store: BlobStore): Promise<MovedIn> {
  const moved = { fileCount: 0, byteLength: 0, alteredCount: 0 };
  for (const path of await filesNamedByDigest(folder)) {
    const digest = path.slice(-DIGEST_LENGTH);
    const { size } = await stat(path);
    if (await moveOne(store, path, digest)) {
      moved.fileCount += 1;
      moved.byteLength += size;
    } else moved.alteredCount += 1;
  }
  if (moved.alteredCount === 0) await rm(folder, { recursive: true, force: true });
  return moved;
}

const DIGEST_LENGTH = 64;
const DIGEST = /^[0-9a-f]{64}$/;

/** The files lie in folders named by the first two digits. */
async function filesNamedByDigest(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile() && DIGEST.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
}

async function moveOne(store: BlobStore, path: string, digest: string): Promise<boolean> {
  if ((await digestOf(path)) !== digest) return false;
  if (!(await store.isWhole(digest))) await store.putStream(createReadStream(path));
  if (!(await store.isWhole(digest))) throw new FileDamaged();
  await rm(path);
  return true;
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
