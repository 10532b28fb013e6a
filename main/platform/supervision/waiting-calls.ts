import { type LostCall, mayBeDone, type Stop } from './after-stop.ts';
import type { CoreMethod, Request } from './core-thread-port.ts';

/** What was asked of the core and is not answered yet. */
export type WaitingCall = LostCall & {
  readonly id: number;
  readonly method: CoreMethod;
  readonly parameters: readonly unknown[];
  readonly answer: (value: unknown) => void;
};

export type NewCall = Pick<WaitingCall, 'kind' | 'method' | 'parameters'>;

export type WaitingCalls = {
  /** Resolves once `answer` is called for it. */
  readonly add: (call: NewCall, then: (call: WaitingCall) => void) => Promise<unknown>;
  readonly get: (id: number) => WaitingCall | undefined;
  readonly answer: (id: number, value: unknown) => void;
  readonly noteBegun: (id: number) => void;
  /** It is sent to the next core. */
  readonly noteRepeated: (id: number, stop: Stop) => void;
  /** In the order in which they came. */
  readonly all: () => readonly WaitingCall[];
};

const NEW = { hasBegun: false, isRepeated: false, mayBeDone: false, wasRunning: false } as const;

export function createWaitingCalls(): WaitingCalls {
  const waiting = new Map<number, WaitingCall>();
  let lastId = 0;
  return {
    add: (call, then) =>
      new Promise((answer) => {
        lastId += 1;
        const added = { ...call, ...NEW, id: lastId, answer };
        waiting.set(lastId, added);
        then(added);
      }),
    get: (id) => waiting.get(id),
    answer(id, value) {
      waiting.get(id)?.answer(value);
      waiting.delete(id);
    },
    noteBegun(id) {
      const call = waiting.get(id);
      if (call) waiting.set(id, { ...call, hasBegun: true });
    },
    noteRepeated(id, stop) {
      const call = waiting.get(id);
      if (!call) return;
      const { wasRunning } = stop;
      const now = {
        hasBegun: false,
        isRepeated: true,
        mayBeDone: mayBeDone(call, stop),
        wasRunning,
      };
      waiting.set(id, { ...call, ...now });
    },
    all: () => [...waiting.values()],
  };
}

export function requestOf({ id, method, parameters }: WaitingCall): Request {
  return { type: 'ask', id, method, parameters };
}
