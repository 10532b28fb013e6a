import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { savePrivately } from '../private-file.ts';

/** Wrong passphrases in a row, and when the last of them was tried. */
export type UnlockAttempts = { readonly failures: number; readonly lastAt: Date | null };

export const noAttempts: UnlockAttempts = { failures: 0, lastAt: null };

const FREE_FAILURES = 3;
const LONGEST_WAIT_SECONDS = 300;

/** Seconds to wait after so many failures in a row: none after two, then 5, 10, 20, … up to 5 minutes. */
export function waitAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(5 * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_SECONDS);
}

/** Seconds until the next try counts. A clock that was set back never makes it more than the whole wait. */
export function remainingWait({ failures, lastAt }: UnlockAttempts, now: Date): number {
  if (lastAt === null) return 0;
  const wait = waitAfter(failures);
  const sinceSeconds = (now.getTime() - lastAt.getTime()) / 1000;
  return Math.min(Math.max(Math.ceil(wait - sinceSeconds), 0), wait);
}

const countKept = z.object({ failures: z.int().nonnegative(), lastAt: z.iso.datetime() });

/** The count beside the records, which outlives the program. */
export type AttemptCounter = {
  readonly remainingWait: () => Promise<number>;
  /** Counts a failure before the passphrase is looked at, so that a kill in the middle spares nobody. */
  readonly begin: () => Promise<void>;
  readonly succeed: () => Promise<void>;
  /** It never came to looking at the passphrase: what was begun does not count. */
  readonly undo: () => Promise<void>;
};

/** `path` is a file for its owner only; one that cannot be read counts as none. */
export function attemptCounter(path: string, clock: () => Date): AttemptCounter {
  let attempts = readAttempts(path);
  let before = attempts;
  async function keep(next: UnlockAttempts): Promise<void> {
    attempts = Promise.resolve(next);
    // On a full disk the count lives in memory only: the records must still open.
    const kept =
      next.failures === 0 ? rm(path, { force: true }) : savePrivately(path, JSON.stringify(next));
    await kept.catch(() => undefined);
  }
  return {
    async remainingWait() {
      const now = clock();
      const standing = await attempts;
      // The clock was set back since: the wait begins now, else it would last until that day comes again.
      if (standing.lastAt !== null && standing.lastAt > now)
        await keep({ ...standing, lastAt: now });
      return remainingWait(await attempts, now);
    },
    async begin() {
      before = attempts;
      await keep({ failures: (await attempts).failures + 1, lastAt: clock() });
    },
    succeed: () => keep(noAttempts),
    undo: async () => keep(await before),
  };
}

async function readAttempts(path: string): Promise<UnlockAttempts> {
  try {
    const { failures, lastAt } = countKept.parse(JSON.parse(await readFile(path, 'utf8')));
    return { failures, lastAt: new Date(lastAt) };
  } catch {
    return noAttempts;
  }
}
