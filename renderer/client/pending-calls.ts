import { type Failure, fail, type Result } from '../../shared/base/result.ts';

export type Message = string | Uint8Array<ArrayBuffer>;

/**
 * `save` and `read` may be sent twice and do their work once, and only a `save` may leave somebody
 * wondering whether it was done. `once` is everything else.
 */
export type CallKind = 'save' | 'read' | 'once';

type Pending = {
  readonly message: Message;
  readonly settle: (reply: unknown) => void;
  readonly kind: CallKind;
  wasSent: boolean;
};

/** Calls on their way: each is answered once, by the host or with a plain failure. */
export type PendingCalls = {
  readonly add: (build: (seq: number) => Message, kind: CallKind) => Promise<unknown>;
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
    call.wasSent = transmit !== null;
    transmit?.(call.message);
  }
  function giveUp(seq: number, call: Pending): void {
    if (transmit === null) settle(seq, unanswered(call));
  }
  const giveUpSoon = (seq: number, call: Pending) => setTimeout(giveUp, waitLimitMs, seq, call);

  return {
    settle,
    add(build, kind) {
      if (isRefused) return Promise.resolve(unanswered({ kind, wasSent: false }));
      lastSeq += 1;
      const seq = lastSeq;
      return new Promise((resolve) => {
        const call = { message: build(seq), settle: resolve, kind, wasSent: false };
        pending.set(seq, call);
        push(call);
        if (transmit === null) giveUpSoon(seq, call);
      });
    },
    connect(next) {
      transmit = next;
      for (const call of pending.values()) push(call);
    },
    disconnect(mayRepeat) {
      transmit = null;
      for (const [seq, call] of pending) {
        if (call.wasSent && !(mayRepeat && call.kind !== 'once')) giveUp(seq, call);
        else giveUpSoon(seq, call);
      }
    },
    refuse() {
      isRefused = true;
      transmit = null;
      for (const [seq, call] of pending) giveUp(seq, call);
    },
  };
}

const LOST = 'the connection to Caretrail on this computer is lost';

/** What is told of a call that no host answers. Says "not saved" only where that is certain. */
function unanswered({ kind, wasSent }: Pick<Pending, 'kind' | 'wasSent'>): Result<never, Failure> {
  if (kind !== 'save')
    return fail('Unavailable', 'The connection to Caretrail on this computer is lost.');
  return wasSent
    ? fail(
        'Unavailable',
        `Caretrail cannot tell whether this was saved: ${LOST}. What you typed is still here; look whether it is there before you save it again.`,
      )
    : fail('Unavailable', `This was not saved: ${LOST}. What you typed is still here.`);
}
