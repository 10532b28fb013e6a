import { AsyncLocalStorage } from 'node:async_hooks';
import type { MessagePort } from 'node:worker_threads';
import type { CoreEvent } from '../../../shared/base/bridge.ts';
import type { Core } from '../core.ts';
import type { DatabaseWatch } from '../database.ts';
import { describeError } from '../incident-log.ts';
import { type KeychainAnswer, type KeychainQuestion, keychainOver } from './keychain-port.ts';
import type { Keychain } from '../keys/keychain.ts';
import type { KeptSessions, SessionChange } from '../sessions.ts';
import { causeOfCode, codeOfError, type StopCause } from './stop-cause.ts';
import { turnLimitsMs } from './turn-limit.ts';

/** What a thread of the core starts with. */
export type ThreadStart = {
  readonly dataDir: string;
  readonly hasKeychain: boolean;
  /** 32 bytes shared by all threads of one program run: zeros, or the key that opens the records. */
  readonly restartKey: SharedArrayBuffer;
  readonly signedIn: readonly SessionChange[];
  /** Why the thread before this one was ended. */
  readonly lastStop: StopCause | null;
};

export type CoreMethod = 'dispatch' | 'putBytes' | 'getBytes' | 'endSession' | 'close';

/** One whole operation crosses the thread's border once, never a query at a time. */
export type Request = {
  readonly type: 'ask';
  readonly id: number;
  readonly method: CoreMethod;
  readonly parameters: readonly unknown[];
};

export type ToThread = Request | KeychainAnswer;

/** What may be done with a call whose answer was lost: `once` is neither numbered nor harmless twice. */
export type CallKind = 'query' | 'command' | 'job' | 'once';
/** `leave` is a command that ends its session, which counts even if no core hears of it. */
export type OperationKind = CallKind | 'leave';
export type CallKinds = Readonly<Record<string, OperationKind>>;

export type FromThread =
  | { readonly type: 'opened'; readonly kinds: CallKinds }
  | {
      readonly type: 'refused';
      readonly name: string;
      readonly message: string;
      /** The system's error code, such as ENOSPC; empty when there is none. */
      readonly code: string;
    }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'broke'; readonly id: number; readonly message: string }
  | { readonly type: 'event'; readonly event: CoreEvent }
  | {
      readonly type: 'turn';
      readonly limitMs: number;
      /** The call that it is for; null for what nobody waits for. */
      readonly callId: number | null;
    }
  | { readonly type: 'turnEnded' }
  /** `detail` is fit for the log: it quotes nothing that was typed. */
  | { readonly type: 'fatal'; readonly cause: StopCause; readonly detail: string }
  | { readonly type: 'session'; readonly change: SessionChange }
  | KeychainQuestion;

/** What the supervisor is told of the database. */
type ThreadWatch = Pick<Required<DatabaseWatch>, 'turns' | 'onFatal'>;

/** What the thread's supervisor does for the core inside. */
export type CoreSupport = {
  /** This computer's keychain, where the host has one. */
  readonly keychain: Keychain | null;
  /** 32 bytes that outlive this thread: zeros, or the key that a core which starts again opens with. */
  readonly restartKey: SharedArrayBuffer;
  readonly sessions: KeptSessions;
  readonly watch: ThreadWatch;
  /** Why the thread before this one was ended. */
  readonly lastStop: StopCause | null;
};

type Port = Pick<MessagePort, 'postMessage' | 'on' | 'close'>;

/** The worker's end: opens the core, then answers requests until `close`. */
export function serveCore(
  port: Port,
  start: ThreadStart,
  served: {
    readonly open: (support: CoreSupport) => Promise<Core>;
    readonly kinds: CallKinds;
  },
): void {
  const post = (message: FromThread): void => port.postMessage(message);
  const asking = new AsyncLocalStorage<number>();
  const { keychain, answered } = keychainOver(post);
  const signedIn = [...start.signedIn];
  const opening = served.open({
    keychain: start.hasKeychain ? keychain : null,
    restartKey: start.restartKey,
    sessions: {
      take: () => signedIn.splice(0),
      changed: (change) => post({ type: 'session', change }),
    },
    watch: watchOver(post, asking),
    lastStop: start.lastStop,
  });
  port.on('message', (message: ToThread) => {
    if (message.type === 'keychainAnswered') return answered(message);
    opening.then(
      (core) => asking.run(message.id, () => answer(core, message, post)),
      () => undefined,
    );
  });
  opening.then(
    (core) => {
      core.onEvent((event) => post({ type: 'event', event }));
      post({ type: 'opened', kinds: served.kinds });
    },
    (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error('unknown');
      post({ type: 'refused', name, message, code: codeOfError(error) });
      port.close();
    },
  );
}

function watchOver(
  post: (message: FromThread) => void,
  asking: AsyncLocalStorage<number>,
): ThreadWatch {
  return {
    turns: {
      began: (kind) =>
        post({ type: 'turn', limitMs: turnLimitsMs[kind], callId: asking.getStore() ?? null }),
      ended: () => post({ type: 'turnEnded' }),
    },
    onFatal: (error) =>
      post({ type: 'fatal', cause: error.stopCause, detail: describeError(error.cause ?? error) }),
  };
}

/** Why a core could not be opened, as far as it was the disk. */
export function causeOfRefusal(code: string): StopCause {
  return causeOfCode(code) ?? 'crashed';
}

async function answer(
  core: Core,
  request: Request,
  post: (message: FromThread) => void,
): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the other end is supervised-core.ts, typed by Core
  const method = core[request.method] as (...parameters: readonly unknown[]) => Promise<unknown>;
  try {
    post({ type: 'answer', id: request.id, value: await method(...request.parameters) });
  } catch (error) {
    post({
      type: 'broke',
      id: request.id,
      message: error instanceof Error ? error.name : 'unknown',
    });
  }
}
