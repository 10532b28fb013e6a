import { createHash } from 'node:crypto';
import type { CoreEvent } from '../../shared/base/bridge.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { Core, Session } from '../../main/platform/core.ts';

export type FakeCore = Core & {
  readonly sessionsEnded: readonly Session[];
  readonly sessionsSeen: ReadonlySet<string>;
  readonly emit: (event: CoreEvent) => void;
  /** Resolves when the next session has been ended. */
  readonly nextSessionEnd: () => Promise<Session>;
  /** Resolves when the next `hold` has come in, with what lets it be answered. */
  readonly nextHold: () => Promise<() => void>;
  readonly isClosed: () => boolean;
};

/**
 * A core in memory. `echo` answers its input, `session` the caller's key, `break` rejects,
 * `hold` answers its input when it is let go; any other name is unknown.
 */
export function fakeCore(): FakeCore {
  const files = new Map<string, Uint8Array>();
  const listeners = new Set<(event: CoreEvent) => void>();
  const sessionsEnded: Session[] = [];
  const sessionsSeen = new Set<string>();
  const waiting: ((session: Session) => void)[] = [];
  const waitingForHold: ((letGo: () => void) => void)[] = [];
  let closed = false;

  return {
    sessionsEnded,
    sessionsSeen,
    isClosed: () => closed,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    nextSessionEnd: () => new Promise((resolve) => waiting.push(resolve)),
    nextHold: () => new Promise((resolve) => waitingForHold.push(resolve)),
    async dispatch(session, name, input) {
      sessionsSeen.add(session.key);
      if (name === 'echo') return ok(input);
      if (name === 'session') return ok(session);
      if (name === 'hold') {
        await new Promise<void>((letGo) => {
          for (const resolve of waitingForHold.splice(0)) resolve(letGo);
        });
        return ok(input);
      }
      if (name === 'break') throw new Error('chart of Ana Souza');
      return fail('UnknownOperation', 'There is no such operation.');
    },
    async putBytes(_session, _purpose, bytes) {
      const digest = createHash('sha256').update(bytes).digest('hex');
      files.set(digest, new Uint8Array(bytes));
      return ok({ digest, byteLength: bytes.byteLength });
    },
    async getBytes(_session, digest) {
      const bytes = files.get(digest);
      return bytes === undefined ? fail('NotFound', 'There is no such file.') : ok(bytes);
    },
    async endSession(session) {
      sessionsEnded.push(session);
      for (const resolve of waiting.splice(0)) resolve(session);
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closed = true;
    },
  };
}
