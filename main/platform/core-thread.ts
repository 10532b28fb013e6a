import { Worker } from 'node:worker_threads';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import { fail } from '../../shared/base/result.ts';
import type { Core } from './core.ts';
import type { Message, Request } from './core-thread-port.ts';

export type CoreThreadOptions = { readonly dataDir: string };

// The bundle puts worker.js beside every entry; from source it stands one folder up.
const ownWorker = import.meta.url.endsWith('.ts')
  ? new URL('../worker.ts', import.meta.url)
  : new URL('./worker.js', import.meta.url);

const stopped = fail(
  'Unavailable',
  'Caretrail’s core has stopped; nothing was saved. Close Caretrail and open it again.',
);

// The answer was lost, not necessarily the work: promising either would be a lie.
const lost = fail(
  'Unavailable',
  'Caretrail’s core stopped before it could answer. Open Caretrail again and look whether this was saved before you repeat it.',
);

/**
 * Starts the application core in a thread of its own, because PGlite computes synchronously: here a
 * heavy query would freeze the window. Rejects with an Error named as openCore names it. When the
 * thread dies, what waits and whatever is asked later is answered `Unavailable`, each in true words.
 */
export function startCoreThread(
  options: CoreThreadOptions,
  workerUrl: URL = ownWorker,
): Promise<Core> {
  const worker = new Worker(workerUrl, { workerData: options });
  const questions = createQuestions(worker);
  const listeners = new Set<(event: CoreEvent) => void>();
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Message) => {
      switch (message.type) {
        case 'opened':
          return resolve(coreOver(worker, questions.ask, listeners));
        case 'refused':
          // It may hang on closing a database that could not be opened; it has nothing to lose.
          void worker.terminate();
          return reject(refusalOf(message));
        case 'event':
          for (const listener of listeners) listener(message.event);
          return;
        case 'answer':
          return questions.answer(message.id, message.value);
        case 'broke':
          return questions.answer(message.id, lost);
      }
    });
    worker.on('error', (error) => {
      reject(error);
      questions.giveUp();
    });
    worker.on('exit', () => {
      reject(new Error('The core’s thread ended before it was open'));
      questions.giveUp();
    });
  });
}

function refusalOf({ name, message, code }: Extract<Message, { readonly type: 'refused' }>): Error {
  return Object.assign(new Error(message), { name, code });
}

// Nested by the hundred thousand, or holding what no JSON can: copying it to the thread fails.
const unsendable = fail('InvalidInput', 'The input cannot be read: it is nested too deeply.');

type Ask = (method: Request['method'], ...parameters: readonly unknown[]) => Promise<never>;

/** What was asked of the thread and is not answered yet. */
function createQuestions(worker: Worker) {
  const waiting = new Map<number, (value: unknown) => void>();
  let lastId = 0;
  let isOver = false;
  const ask: Ask = (method, ...parameters) =>
    new Promise((resolve) => {
      lastId += 1;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers as Core's own method does
      waiting.set(lastId, resolve as (value: unknown) => void);
      if (isOver) return answer(lastId, stopped);
      try {
        worker.postMessage({ id: lastId, method, parameters } satisfies Request);
      } catch {
        answer(lastId, unsendable);
      }
    });
  function answer(id: number, value: unknown): void {
    waiting.get(id)?.(value);
    waiting.delete(id);
  }
  function giveUp(): void {
    isOver = true;
    for (const id of waiting.keys()) answer(id, lost);
  }
  return { ask, answer, giveUp };
}

function coreOver(worker: Worker, ask: Ask, listeners: Set<(event: CoreEvent) => void>): Core {
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
