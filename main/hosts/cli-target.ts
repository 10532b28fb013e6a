import { access, constants, open as openFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { savePrivately } from '../platform/private-file.ts';
import { misused, refused } from './cli-failure.ts';
import { shellWord } from './cli-text.ts';

/** Where a command writes its file. */
export type Target = {
  readonly path: string;
  /** True: a file that stands at `path` is replaced. */
  readonly mayReplace: boolean;
};

/** Somebody else's file stands there. */
export function alreadyThere(path: string) {
  return refused(`${shellWord(path)} is already there; --force replaces it.`);
}

/** Refuses a place that cannot take the file, before the work is done and not after it. */
export async function checkTarget({ path, mayReplace }: Target): Promise<void> {
  const standing = await stat(path).catch(() => null);
  if (standing?.isDirectory()) throw misused(`${shellWord(path)} is a folder.`);
  if (standing && !mayReplace) throw alreadyThere(path);
  await access(dirname(path), constants.W_OK).catch(() => {
    throw refused(`The folder of ${shellWord(path)} cannot be written to.`);
  });
}

/**
 * Writes the file where only its owner can read it, whole or not at all. `whatStands` says, in a sentence,
 * what was done all the same when it cannot be written.
 */
export async function writeTarget(
  { path, mayReplace }: Target,
  bytes: Uint8Array,
  whatStands?: string,
): Promise<void> {
  if (!mayReplace) await claim(path);
  try {
    await savePrivately(path, bytes);
  } catch {
    if (!mayReplace) await rm(path, { force: true });
    throw notWritten(path, whatStands);
  }
}

/** The file of a command whose work is done could not be written. */
export function notWritten(path: string, whatStands?: string) {
  const words = `${shellWord(path)} could not be written.`;
  return refused(whatStands === undefined ? words : `${words} ${whatStands}`);
}

// An empty file made exclusively holds the name until the whole one takes its place.
async function claim(path: string): Promise<void> {
  try {
    await (await openFile(path, 'wx', 0o600)).close();
  } catch {
    throw alreadyThere(path);
  }
}
