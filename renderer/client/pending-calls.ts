import { type Failure, fail, type Result } from '../../shared/base/result.ts';

export type Message = string | Uint8Array<ArrayBuffer>;

type Pending = {
  readonly message: Message;
  readonly settle: (reply: unknown) => void;
  /** True when the same message, sent twice, does its work once. */
  readonly isRepeatable: boolean;
  wasSent: boolean;
};

/** Calls on their way: each is answered once, by the host or with a plain failure. */
export type PendingCalls = {
  readonly add: (build: (seq: number) => Message, isRepeatable: boolean) => Promise<unknown>;
  readonly settle: (seq: number, reply: unknown) => void;
  /** Sends what waits, now and from now on. */
  readonly connect: (transmit: (message: Message) => void) => void;
  /** Answers what was sent and may have been done, except what `mayRepeat` lets be sent again. */
  readonly disconnect: (mayRepeat: boolean) => void;
  /** Answers everything that waits, and from now on every call at once. */
  readonly refuse: () => void;
};

/** `waitLimitMs` is how long a call waits for a connection before it fails. */
export function pendingCalls(waitLimitMs: number): PendingCalls {
  const pending = new Map<number, Pending>();
  let lastSeq = 0;
  let transmit: ((message: Message) => void) | null = null;
  let isRefused = false;

  function settle(seq: number, reply: unknown): void {
    pending.get(seq)?.settle(reply);
    pending.delete(seq);
  }
  function push(call: Pending): void {
    if (transmit === null) return;
    call.wasSent = true;
    transmit(call.message);
  }
  function giveUpUnlessConnected(seq: number): void {
    if (transmit === null) settle(seq, unavailable());
  }

  return {
    settle,
    add(build, isRepeatable) {
      if (isRefused) return Promise.resolve(unavailable());
      lastSeq += 1;
      const seq = lastSeq;
      return new Promise((resolve) => {
        const call = { message: build(seq), settle: resolve, isRepeatable, wasSent: false };
        pending.set(seq, call);
        push(call);
        if (transmit === null) setTimeout(() => giveUpUnlessConnected(seq), waitLimitMs);
      });
    },
    connect(next) {
      transmit = next;
      for (const call of pending.values()) push(call);
    },
    disconnect(mayRepeat) {
      transmit = null;
      for (const [seq, call] of pending) {
        if (call.wasSent && !(mayRepeat && call.isRepeatable)) settle(seq, unavailable());
        else setTimeout(() => giveUpUnlessConnected(seq), waitLimitMs);
      }
    },
    refuse() {
      isRefused = true;
      transmit = null;
      for (const seq of pending.keys()) settle(seq, unavailable());
    },
  };
}

function unavailable(): Result<never, Failure> {
  return fail('Unavailable', 'The connection to Caretrail on this computer is lost.');
}
