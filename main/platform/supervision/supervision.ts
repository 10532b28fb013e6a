import type { CoreEvent } from '../../../shared/base/bridge.ts';
import type { Actor } from '../../../shared/base/permission.ts';
import type { CallKinds, FromThread, ThreadStart, ToThread } from './core-thread-port.ts';
import type { Keychain } from '../keys/keychain.ts';
import type { RunningJobs } from './running-jobs.ts';
import type { StopCause } from './stop-cause.ts';
import type { Timers } from '../timers.ts';
import type { TurnLimit } from './turn-limit.ts';
import type { WaitingCalls } from './waiting-calls.ts';

/** One thread that the core runs in. */
export type Thread = {
  /** Throws when the message cannot be copied to it. */
  readonly post: (message: ToThread) => void;
  /** Ends it wherever it is, and resolves once all that it held is free. */
  readonly end: () => Promise<unknown>;
};

export type ThreadListener = {
  readonly received: (message: FromThread) => void;
  readonly gone: (error: Error) => void;
};

export type SupervisedParts = {
  readonly dataDir: string;
  readonly keychain: Keychain | null;
  readonly spawn: (start: ThreadStart, listener: ThreadListener) => Thread;
  readonly timers: Timers;
  /** Writes down why the core was ended; `detail` quotes nothing that was typed. */
  readonly report: (cause: StopCause, detail: string) => void;
};

/** What changes while a core is supervised. */
export type SupervisedState = {
  /**
   * `starting`: calls are kept until the core is open. `down`: it could not be started again yet, and
   * calls are answered at once.
   */
  phase: 'starting' | 'open' | 'down' | 'closing';
  hasOpened: boolean;
  openedAtMs: number;
  thread: Thread | null;
  /** Resolves once the thread that was ended last is gone. */
  ending: Promise<unknown>;
  kinds: CallKinds;
  /** Starts in a row after which the core did not stay open for long. */
  shortLives: number;
  lastStop: StopCause | null;
  isInTurn: boolean;
  /** The call whose turn it is. */
  runningCall: number | null;
  /** Of the timers that run while the core is started again. */
  cancelTimers: (() => void)[];
};

export type Supervision = {
  readonly parts: SupervisedParts;
  readonly state: SupervisedState;
  readonly calls: WaitingCalls;
  readonly jobs: RunningJobs;
  readonly signedIn: Map<string, Actor>;
  readonly restartKey: SharedArrayBuffer;
  readonly limit: TurnLimit;
  readonly emit: (event: CoreEvent) => void;
  /** Of the promise that the core opens for the first time. */
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
};

export function newSupervisedState(): SupervisedState {
  return {
    phase: 'starting',
    hasOpened: false,
    openedAtMs: 0,
    thread: null,
    ending: Promise.resolve(),
    kinds: {},
    shortLives: 0,
    lastStop: null,
    isInTurn: false,
    runningCall: null,
    cancelTimers: [],
  };
}
