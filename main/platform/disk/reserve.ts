import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { RESERVE_BYTES } from './space-step.ts';
import { flushFolder } from '../durable-files.ts';
import { dirname } from 'node:path';

const CHUNK_BYTES = 1024 * 1024;

/** A file that only takes room, so that there is some to give up. */
export type Reserve = {
  readonly isThere: () => boolean;
  /** Writes it in full; rejects where there is no room for it, and leaves nothing. */
  readonly make: () => Promise<void>;
  readonly giveUp: () => void;
};

/** The reserve at this path. */
export function reserveAt(path: string): Reserve {
  return {
    isThere: () => statSync(path, { throwIfNoEntry: false }) !== undefined,
    async make() {
      const staged = `${path}.new`;
      try {
        await write(staged);
        await rename(staged, path);
        await flushFolder(dirname(path));
      } catch (error) {
        await rm(staged, { force: true });
        throw error;
      }
    },
    giveUp() {
      for (const each of [path, `${path}.new`]) rmSync(each, { force: true });
    },
  };
}

async function write(path: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    // Zeros would take no room on a disk that compresses.
    const chunk = randomBytes(CHUNK_BYTES);
    for (let written = 0; written < RESERVE_BYTES; written += CHUNK_BYTES) {
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
