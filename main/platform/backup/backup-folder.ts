import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { headSeal } from './copy-check.ts';
import { lookInto } from './backup-file.ts';
import { asTargetRefused, TargetRefused } from '../target-file.ts';

/** A `.part` that nobody has written to for so long was left by a crash. */
const ABANDONED_AFTER_MS = 24 * 3_600_000;

/**
 * Makes the folder beside the records; throws TargetRefused when it cannot. One that somebody chose is
 * never made: its drive may be missing.
 */
export async function makeDefaultFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    // A file of that name.
    if (error.code === 'EEXIST') throw new TargetRefused('FolderNotUsable', { cause: error });
    throw asTargetRefused(error);
  });
}

/** True when backups can be written into the folder: it is there, and takes a file. */
export async function isFolderUsable(folder: string): Promise<boolean> {
  if (!isAbsolute(folder)) return false;
  const probe = join(folder, `.caretrail-${randomUUID()}.tmp`);
  try {
    await (await open(probe, 'wx', 0o600)).close();
    await rm(probe);
    return true;
  } catch {
    return false;
  }
}

/** True when the file is there and is the backup that this seal belongs to, as far as a glance tells. */
export async function isStillBackup(
  path: string,
  made: { readonly byteLength: number; readonly headSeal: string },
): Promise<boolean> {
  try {
    const { size } = await stat(path);
    return size === made.byteLength && lookInto(path, headSeal) === made.headSeal;
  } catch {
    return false;
  }
}

/** Removes what crashes left of backups in a folder: `isStaged` tells it by its name. */
export async function removeAbandoned(
  folder: string,
  isStaged: (fileName: string) => boolean,
  nowMs: number,
): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter(isStaged)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && nowMs - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
