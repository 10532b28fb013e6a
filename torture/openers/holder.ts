import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openPageStore } from '../../main/platform/page-store/page-store.ts';
import { FIRST_KEYRING } from '../keyring.ts';

/** What a holder answers: that it has the store open, or the name of the error that kept it from it. */
export const holderAnswer = z.strictObject({ outcome: z.string() });
export type HolderAnswer = z.output<typeof holderAnswer>;

export const HELD = 'held';

/** Kept in mind: a store that nothing refers to any more is closed by the garbage collector. */
const held: unknown[] = [];

/** Opens the store, holds it until the process or thread ends, and says how it went. */
function hold(path: unknown, answer: (answer: HolderAnswer) => void): void {
  try {
    held.push(openPageStore(z.string().parse(path), FIRST_KEYRING));
    answer({ outcome: HELD });
  } catch (error) {
    answer({ outcome: error instanceof Error ? error.name : String(error) });
  }
  // Stays until it is ended.
  setInterval(() => undefined, 1000);
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  hold(workerData, (answer) => port.postMessage(answer));
} else if (process.argv[1] === import.meta.filename) {
  hold(process.argv[2], (answer) => void process.send?.(answer));
}
