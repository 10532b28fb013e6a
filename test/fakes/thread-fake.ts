import type {
  CallKinds,
  FromThread,
  Request,
  ThreadStart,
} from '../../main/platform/supervision/core-thread-port.ts';
import type { StopCause } from '../../main/platform/supervision/stop-cause.ts';
import type {
  SupervisedParts,
  ThreadListener,
} from '../../main/platform/supervision/supervision.ts';
import { handTimers } from './hand-timers.ts';

export const session = { host: 'window', key: 'k' } as const;

export const fakeKinds: CallKinds = {
  save: 'command',
  list: 'query',
  export: 'job',
  restore: 'once',
};

/** One thread without a core: a test says what comes from it. */
export type FakeThread = {
  readonly start: ThreadStart;
  /** What was asked of it, in the order in which it came. */
  readonly asked: readonly Request[];
  readonly say: (message: FromThread) => void;
  readonly open: () => void;
  readonly begin: (callId: number) => void;
  readonly answer: (callId: number, value: unknown) => void;
  readonly stop: (cause: StopCause) => void;
  readonly crash: () => void;
  readonly isEnded: () => boolean;
};

/** What superviseCore needs, with threads and time in the hands of a test. */
export function fakeThreads(parts: Partial<SupervisedParts> = {}) {
  const threads: FakeThread[] = [];
  const reported: StopCause[] = [];
  const hand = handTimers();
  const supervised: SupervisedParts = {
    dataDir: 'unused',
    keychain: null,
    timers: hand.timers,
    report: (cause) => void reported.push(cause),
    spawn: (start, listener) => {
      const { thread, isFor } = fakeThread(start, listener);
      threads.push(thread);
      return isFor;
    },
    ...parts,
  };
  return {
    ...hand,
    parts: supervised,
    reported,
    threads,
    /** The one that runs or was the last to. */
    thread: (): FakeThread => {
      const last = threads.at(-1);
      if (!last) throw new Error('no thread was started yet');
      return last;
    },
  };
}

function fakeThread(start: ThreadStart, { received, gone }: ThreadListener) {
  const asked: Request[] = [];
  let isEnded = false;
  const thread: FakeThread = {
    start,
    asked,
    say: received,
    open: () => received({ type: 'opened', kinds: fakeKinds }),
    begin: (callId) => received({ type: 'turn', limitMs: 20_000, callId }),
    answer: (id, value) => {
      received({ type: 'turnEnded' });
      received({ type: 'answer', id, value });
    },
    stop: (cause) => received({ type: 'fatal', cause, detail: 'as the test says' }),
    crash: () => gone(new Error('as the test says')),
    isEnded: () => isEnded,
  };
  const isFor = {
    post: (message: unknown) => {
      const copy: unknown = structuredClone(message);
      asked.push(copy as Request);
    },
    end: async () => {
      isEnded = true;
    },
  };
  return { thread, isFor };
}

/** Lets everything go on that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
