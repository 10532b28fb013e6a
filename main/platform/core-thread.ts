import { Worker } from 'node:worker_threads';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import { fail } from '../../shared/base/result.ts';
import type { Core } from './core.ts';
import type { Message, Request } from './core-thread-port.ts';

export type CoreThreadOptions = { readonly dataDir: string };

// The bundle puts worker.js beside every entry; from source it stands one folder up.
const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL('../worker.ts', import.meta.url)
  : new URL('./worker.js', import.meta.url);

const stopped = fail(
  'Unavailable',
  'Caretrail’s core has stopped; nothing was saved. Close Caretrail and open it again.',
);

/**
 * Starts the application core in a thread of its own, because PGlite computes synchronously: here a
 * heavy query would freeze the window. Rejects with an Error named as openCore names it.
 */
export function startCoreThread(options: CoreThreadOptions): Promise<Core> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerUrl, { workerData: options });
    const waiting = new Map<number, (value: unknown) => void>();
    const listeners = new Set<(event: CoreEvent) => void>();
    const giveUp = (): void => {
      for (const answer of waiting.values()) answer(stopped);
      waiting.clear();
    };
    worker.on('message', (message: Message) => {
      switch (message.type) {
        case 'opened':
          return resolve(coreOver(worker, waiting, listeners));
        case 'refused':
          return reject(Object.assign(new Error(message.message), { name: message.name }));
        case 'event':
          for (const listener of listeners) listener(message.event);
          return;
        case 'answer':
        case 'broke': {
          const settle = waiting.get(message.id);
          waiting.delete(message.id);
          return settle?.(message.type === 'answer' ? message.value : stopped);
        }
      }
    });
    worker.on('error', (error) => {
      reject(error);
      giveUp();
    });
    worker.on('exit', giveUp);
  });
}

function coreOver(
  worker: Worker,
  waiting: Map<number, (value: unknown) => void>,
  listeners: Set<(event: CoreEvent) => void>,
): Core {
  let lastId = 0;
  const ask = (method: Request['method'], ...parameters: readonly unknown[]) =>
    new Promise<never>((resolve) => {
      lastId += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers as Core's own method does
      waiting.set(lastId, resolve as (value: unknown) => void);
      worker.postMessage({ id: lastId, method, parameters } satisfies Request);
    });
  return {
    dispatch: (...call) => ask('dispatch', ...call),
    putBytes: (...call) => ask('putBytes', ...call),
    getBytes: (...call) => ask('getBytes', ...call),
    endSession: (session) => ask('endSession', session),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await ask('close');
      await worker.terminate();
    },
  };
}
