import { Worker } from 'node:worker_threads';
import { CopyStopped } from '../backup/backup-errors.ts';
import type { Keyring } from '../keys/keyring.ts';
import type {
  CopyKind,
  CopyMessage,
  CopyOrder,
  CopyWork,
  OnCopyProgress,
  SentKeys,
} from './copy-work.ts';
import { receivedError } from './sent-error.ts';

export type CopyOptions = {
  readonly keyring: Keyring;
  readonly onProgress: OnCopyProgress;
  /** Ends the work; it rejects with CopyStopped. */
  readonly signal?: AbortSignal | undefined;
  /** Without a sign of life for this long the thread is ended: PGlite spins on some damaged files. */
  readonly silenceMs?: number;
};

const SILENCE_MS = 15 * 60_000;

// The bundle puts copy-worker.js beside every entry; from source it stands two folders up.
const ownWorker = import.meta.url.endsWith('.ts')
  ? new URL('../../copy-worker.ts', import.meta.url)
  : new URL('./copy-worker.js', import.meta.url);

/**
 * Does a piece of work on a copy of the records in a thread of its own: it takes seconds to minutes,
 * and a copy that is not whole may stop PGlite for good. Rejects with what the work threw.
 */
export async function workOnCopy<Kind extends CopyKind>(
  kind: Kind,
  input: CopyWork[Kind]['input'],
  options: CopyOptions,
): Promise<CopyWork[Kind]['output']> {
  if (options.signal?.aborted) throw new CopyStopped();
  const keys = sendableKeys(options.keyring);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kind and input belong together by their type
  const order = { kind, input, keys } as CopyOrder;
  // An empty environment: the passphrase may still stand in this one's.
  const worker = new Worker(ownWorker, { workerData: order, env: {} });
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the worker answers by the same table of types
    return (await outcomeOf(worker, options)) as CopyWork[Kind]['output'];
  } finally {
    await worker.terminate();
    for (const { key } of keys.keys) new Uint8Array(key).fill(0);
  }
}

function outcomeOf(worker: Worker, options: CopyOptions): Promise<unknown> {
  const { onProgress, signal, silenceMs = SILENCE_MS } = options;
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => reject(new Error('A copy gave no sign of life')), silenceMs);
    const stop = (): void => reject(new CopyStopped());
    signal?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: CopyMessage) => {
      silence.refresh();
      if (message.type === 'progress') onProgress(message.progress);
      else if (message.type === 'done') resolve(message.output);
      else reject(receivedError(message.error));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(silence);
      signal?.removeEventListener('abort', stop);
      reject(new Error('The thread of a copy ended before its work'));
    });
  });
}

function sendableKeys({ current, keys }: Keyring): SentKeys {
  return {
    current,
    keys: [...keys].map(([generation, key]) => {
      const shared = new SharedArrayBuffer(key.length);
      new Uint8Array(shared).set(key);
      return { generation, key: shared };
    }),
  };
}
