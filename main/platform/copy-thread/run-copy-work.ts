import type { MessagePort } from 'node:worker_threads';
import { finishBackup } from '../backup/finish-backup.ts';
import { unpackBackup } from '../backup/unpack-backup.ts';
import { forgetKeyring, type Keyring } from '../keys/keyring.ts';
import { dumpCopy } from '../plain-dump/dump-copy.ts';
import type { CopyMessage, CopyOrder, CopyProgress, SentKeys } from './copy-work.ts';
import { sentError } from './sent-error.ts';

/** Progress is told at most this often: the other side writes it down. */
const TELL_EVERY_MS = 100;

/** The worker's end: does its one piece of work and tells how it ended. */
export async function runCopyWork(
  port: Pick<MessagePort, 'postMessage'>,
  order: CopyOrder,
): Promise<void> {
  const post = (message: CopyMessage): void => port.postMessage(message);
  const keyring = receivedKeys(order.keys);
  try {
    post({ type: 'done', output: await run(order, keyring, progressTeller(post)) });
  } catch (error) {
    post({ type: 'failed', error: sentError(error) });
  } finally {
    forgetKeyring(keyring);
  }
}

function run(
  order: CopyOrder,
  keyring: Keyring,
  onProgress: (progress: CopyProgress) => void,
): Promise<unknown> {
  switch (order.kind) {
    case 'finishBackup':
      return finishBackup({ ...order.input, keyring, onProgress });
    case 'unpackBackup':
      return unpackBackup({ ...order.input, keyring, onProgress });
    case 'dumpPlain':
      return dumpCopy({ ...order.input, keyring, onProgress });
  }
}

function progressTeller(post: (message: CopyMessage) => void): (progress: CopyProgress) => void {
  let [toldAtMs, toldLabel] = [Number.NEGATIVE_INFINITY, ''];
  return (progress) => {
    const nowMs = performance.now();
    if (progress.label === toldLabel && nowMs - toldAtMs < TELL_EVERY_MS) return;
    [toldAtMs, toldLabel] = [nowMs, progress.label];
    post({ type: 'progress', progress });
  };
}

function receivedKeys({ current, keys }: SentKeys): Keyring {
  return {
    current,
    keys: new Map(
      keys.map(({ generation, key }) => {
        const shared = new Uint8Array(key);
        const own = Uint8Array.from(shared);
        shared.fill(0);
        return [generation, own];
      }),
    ),
  };
}
