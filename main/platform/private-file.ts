import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file that only its owner can read, whole or not at all.
 * Rejects with the file system's error; what stood at `path` before is then untouched.
 */
export async function savePrivately(path: string, content: Uint8Array | string): Promise<void> {
  const draft = join(dirname(path), `.caretrail-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
