import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';

import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder } from './durable-files.ts';

/** Files beside the database, each under the SHA-256 of its bytes, so that none is ever changed. */
export type FileStore = {
  /** Returns the digest once the bytes are on the disk. */
  readonly put: (bytes: Uint8Array) => Promise<string>;
  /** The bytes, checked against their digest; null when there is no such file. Throws when altered. */
  readonly get: (digest: string) => Promise<Uint8Array | null>;
};

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function directoryFileStore(root: string): FileStore {
  const folderOf = (digest: string): string => join(root, digest.slice(0, 2));
  return {
    async put(bytes) {
      const digest = sha256(bytes);
      const folder = folderOf(digest);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const staged = join(root, `${randomUUID()}.part`);
      if (existsSync(join(folder, digest))) return digest;
      await writeFlushed(staged, bytes);
      await rename(staged, join(folder, digest));
      await flushFolder(folder);
      return digest;
    },
    async get(digest) {
      const bytes = await readFile(join(folderOf(digest), digest)).catch(() => null);
      if (bytes !== null && sha256(bytes) !== digest) throw new Error('A stored file was altered');
      return bytes;
    },
  };
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** For a database in memory. */
export function memoryFileStore(): FileStore {
  const files = new Map<string, Uint8Array>();
  return {
    put: async (bytes) => {
      const digest = sha256(bytes);
      files.set(digest, bytes);
      return digest;
    },
    get: async (digest) => files.get(digest) ?? null,
  };
}
