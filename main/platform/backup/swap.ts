import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { flushFolder } from '../durable-files.ts';
import { savePrivately } from '../private-file.ts';

/** What a restore puts in the place of what stands there; a file that is not staged stays as it is. */
const SWAPPED = ['records.store', 'files.store', 'anchor'] as const;
/** What SQLite may have left beside a file. It goes first: it must never meet another file. */
const BESIDE = ['-wal', '-journal', '-shm', ''] as const;

const INTENT = 'restore.json';
const intentFields = z.object({ suffix: z.string().regex(/^\.before-[\w-]+$/) });

/** For tests of what a crash leaves: called after each change in the folder. */
export type AfterStep = () => void;

/** Where a restored file is made, before it takes its place. */
export function stagedFor(path: string): string {
  return `${path}.new`;
}

/**
 * Puts the staged files of a folder in their places and keeps what stood there, under names that end
 * like `.before-2026-03-10T150000Z`. Nobody may have the files open. From the moment when this is
 * written down it happens, whatever happens meanwhile: finishSwap goes on where a crash cut it off.
 * Answers where the old records are kept, null when there were none.
 */
export async function swapIn(
  folder: string,
  at: Date,
  afterStep: AfterStep = () => undefined,
): Promise<string | null> {
  const suffix = freeSuffix(folder, at);
  await savePrivately(join(folder, INTENT), JSON.stringify({ suffix }));
  await flushFolder(folder);
  afterStep();
  await finishSwap(folder, afterStep);
  const kept = join(folder, `records.store${suffix}`);
  return existsSync(kept) ? kept : null;
}

/** True from the moment when a swap is written down until it is finished. */
export function isSwapBegun(folder: string): boolean {
  return existsSync(join(folder, INTENT));
}

/**
 * Finishes a swap that a crash cut off; to be called before anything in the folder is looked at or
 * tidied up. True when there was one.
 */
export async function finishSwap(
  folder: string,
  afterStep: AfterStep = () => undefined,
): Promise<boolean> {
  const text = await readFile(join(folder, INTENT), 'utf8').catch(() => null);
  if (text === null) return false;
  const { suffix } = intentFields.parse(JSON.parse(text));
  const move = async (from: string, to: string): Promise<void> => {
    await rename(from, to);
    await flushFolder(folder);
    afterStep();
  };
  for (const name of SWAPPED) await swapOne(join(folder, name), suffix, move);
  await rm(join(folder, INTENT));
  await flushFolder(folder);
  return true;
}

/**
 * Each rename is on the disk before the next begins: else a power cut could keep the second alone,
 * which would put the new file over the old one.
 */
async function swapOne(
  path: string,
  suffix: string,
  move: (from: string, to: string) => Promise<void>,
): Promise<void> {
  if (!existsSync(stagedFor(path))) return;
  for (const beside of BESIDE)
    if (existsSync(path + beside)) await move(path + beside, path + suffix + beside);
  await move(stagedFor(path), path);
}

/** Two restores in one second must not keep one thing under the name of the other. */
function freeSuffix(folder: string, at: Date): string {
  const stem = `.before-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z`;
  const isTaken = (suffix: string): boolean =>
    SWAPPED.some((name) => existsSync(join(folder, name + suffix)));
  let suffix = stem;
  for (let nth = 2; isTaken(suffix); nth += 1) suffix = `${stem}-${nth}`;
  return suffix;
}
