import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file that only its owner can read, whole or not at all.
 * Rejects with the file system's error; what stood at `path` before is then untouched.
 */
export async function savePrivately(path: string, bytes: Uint8Array): Promise<void> {
  const draft = join(dirname(path), `.caretrail-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
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

/** A name without folders, reserved characters or leading dots, at most 120 characters. */
export function safeFileName(suggested: string): string {
  const name = basename(suggested.replaceAll('\\', '/'))
    .replace(/[\p{Cc}\p{Cf}<>:"/|?*]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  return name === '' ? 'caretrail-file' : name;
}
