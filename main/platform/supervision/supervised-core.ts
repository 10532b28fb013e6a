import type { CoreEvent } from '../../../shared/base/bridge.ts';
import {
  type CallKind,
  type CallKinds,
  causeOfRefusal,
  type FromThread,
  type OperationKind,
} from './core-thread-port.ts';
import { describeError } from '../incident-log.ts';
import { answerFromKeychain, type KeychainQuestion } from './keychain-port.ts';
import { HEALTHY_AFTER_MS, restartDelayMs } from './restart-delay.ts';
import { createRunningJobs } from './running-jobs.ts';
import type { SessionChange } from '../sessions.ts';
import type { StopCause } from './stop-cause.ts';
import { answerBroken, answerCall, ask, sendWaiting, settleCalls } from './supervised-calls.ts';
import { newSupervisedState, type SupervisedParts, type Supervision } from './supervision.ts';
import { createTurnLimit, turnLimitsMs } from './turn-limit.ts';
import { createWaitingCalls, type NewCall } from './waiting-calls.ts';

/** How long calls wait for a core that is started again before they are answered without it. */
const PATIENCE_MS = 30_000;
/** How long a core may take to stop what it does and close. */
const CLOSING_MS = 150_000;
const KEY_BYTES = 32;

/** The core of one program run, whatever becomes of its threads. */
export type SupervisedCore = {
  readonly kindOf: (name: string) => CallKind;
  readonly endsSession: (name: string) => boolean;
  readonly ask: (call: NewCall) => Promise<unknown>;
  /** A session that must not come back with the next core. */
  readonly forgetSession: (key: string) => void;
  readonly onEvent: (listener: (event: CoreEvent) => void) => () => void;
  readonly close: () => Promise<void>;
};

/**
 * Starts the core, and starts it again whenever its thread ends, hangs, or says that it cannot go on.
 * Rejects with an Error named as openCore names it when it cannot be opened to begin with.
 */
export async function superviseCore(parts: SupervisedParts): Promise<SupervisedCore> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const listeners = new Set<(event: CoreEvent) => void>();
  const supervision: Supervision = {
    parts,
    resolve,
    reject,
    state: newSupervisedState(),
    calls: createWaitingCalls(),
    jobs: createRunningJobs(),
    signedIn: new Map(),
    restartKey: new SharedArrayBuffer(KEY_BYTES),
    limit: createTurnLimit(parts.timers, () =>
      stop(supervision, 'tooLong', 'A turn outlasted its limit'),
    ),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
  start(supervision);
  await promise;
  const { state } = supervision;
  const operationKind = (name: string): OperationKind =>
    (Object.hasOwn(state.kinds, name) ? state.kinds[name] : null) ?? 'once';
  return {
    kindOf: (name) => {
      const kind = operationKind(name);
      return kind === 'leave' ? 'command' : kind;
    },
    endsSession: (name) => operationKind(name) === 'leave',
    ask: (call) => ask(supervision, call),
    forgetSession: (key) => void supervision.signedIn.delete(key),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => close(supervision),
  };
}

function start(supervision: Supervision): void {
  const { parts, state, limit } = supervision;
  limit.began(turnLimitsMs.opening);
  const thread = parts.spawn(
    {
      dataDir: parts.dataDir,
      hasKeychain: parts.keychain !== null,
      restartKey: supervision.restartKey,
      signedIn: [...supervision.signedIn].map(([key, actor]) => ({ key, actor })),
      lastStop: state.lastStop,
    },
    {
      received: (message) => {
        if (state.thread === thread) received(supervision, message);
      },
      gone: (error) => {
        if (state.thread === thread) stop(supervision, 'crashed', describeError(error));
      },
    },
  );
  state.thread = thread;
}

function received(supervision: Supervision, message: FromThread): void {
  const { state, limit } = supervision;
  switch (message.type) {
    case 'opened':
      return opened(supervision, message.kinds);
    case 'refused':
      if (!state.hasOpened) supervision.reject(refusalOf(message));
      return stop(supervision, causeOfRefusal(message.code), `Not opened: ${message.name}`);
    case 'answer':
      return answerCall(supervision, message.id, message.value);
    case 'broke':
      return answerBroken(supervision, message.id);
    case 'event':
      supervision.jobs.note(message.event);
      return supervision.emit(message.event);
    case 'turn':
      limit.began(message.limitMs);
      state.isInTurn = true;
      state.runningCall = message.callId;
      if (message.callId !== null) supervision.calls.noteBegun(message.callId);
      return;
    case 'turnEnded':
      limit.ended();
      state.isInTurn = false;
      state.runningCall = null;
      return;
    case 'fatal':
      return stop(supervision, message.cause, message.detail);
    case 'session':
      return keepSession(supervision, message.change);
    case 'keychainAsked':
      return void askKeychain(supervision, message);
  }
}

function refusalOf({
  name,
  message,
  code,
}: Extract<FromThread, { readonly type: 'refused' }>): Error {
  return Object.assign(new Error(message), { name, code });
}

function keepSession({ signedIn }: Supervision, { key, actor }: SessionChange): void {
  if (actor === null) signedIn.delete(key);
  else signedIn.set(key, actor);
}

async function askKeychain({ parts, state }: Supervision, asked: KeychainQuestion): Promise<void> {
  const { thread } = state;
  await answerFromKeychain(parts.keychain, asked, (reply) => {
    if (state.thread === thread) thread?.post(reply);
  });
}

function opened(supervision: Supervision, kinds: CallKinds): void {
  const { state, parts, limit } = supervision;
  // A turn that runs by now, or goes on as with long work at the gate, keeps its own.
  if (!state.isInTurn) limit.ended();
  cancelTimers(supervision);
  state.kinds = kinds;
  state.openedAtMs = parts.timers.now();
  state.hasOpened = true;
  if (state.phase === 'closing') return;
  state.phase = 'open';
  supervision.resolve();
  sendWaiting(supervision);
}

/** Ends the thread, and starts the next one at once or, when that keeps failing, after a rest. */
function stop(supervision: Supervision, cause: StopCause, detail: string): void {
  const { state, parts, limit } = supervision;
  const { thread, runningCall } = state;
  if (thread === null) return;
  limit.ended();
  state.thread = null;
  state.isInTurn = false;
  state.runningCall = null;
  state.lastStop = cause;
  state.ending = thread.end();
  if (!state.hasOpened) {
    state.phase = 'closing';
    return supervision.reject(new Error('The core’s thread ended before it was open'));
  }
  parts.report(cause, detail);
  for (const event of supervision.jobs.interrupt()) supervision.emit(event);
  const delayMs = nextDelayMs(supervision);
  if (state.phase !== 'closing') state.phase = delayMs === 0 ? 'starting' : 'down';
  settleCalls(supervision, cause, runningCall);
  if (state.phase !== 'closing') void restart(supervision, delayMs);
}

function nextDelayMs({ state, parts }: Supervision): number {
  const livedMs = state.phase === 'open' ? parts.timers.now() - state.openedAtMs : 0;
  if (livedMs >= HEALTHY_AFTER_MS) state.shortLives = 0;
  const delayMs = restartDelayMs(state.shortLives);
  state.shortLives += 1;
  return delayMs;
}

async function restart(supervision: Supervision, delayMs: number): Promise<void> {
  const { state, parts } = supervision;
  cancelTimers(supervision);
  const loseHope = (): void => {
    state.phase = 'down';
    settleCalls(supervision, state.lastStop ?? 'crashed', null);
  };
  state.cancelTimers.push(parts.timers.after(PATIENCE_MS, loseHope));
  await state.ending;
  if (isClosing(supervision)) return;
  if (delayMs === 0) startAgain(supervision);
  else state.cancelTimers.push(parts.timers.after(delayMs, () => startAgain(supervision)));
}

/** A computer that has no room for another thread just now counts like a core that did not open. */
function startAgain(supervision: Supervision): void {
  try {
    start(supervision);
  } catch (error) {
    supervision.parts.report('crashed', describeError(error));
    supervision.limit.ended();
    supervision.state.phase = 'down';
    settleCalls(supervision, 'crashed', null);
    void restart(supervision, nextDelayMs(supervision));
  }
}

function isClosing({ state }: Supervision): boolean {
  return state.phase === 'closing';
}

function cancelTimers({ state }: Supervision): void {
  for (const cancel of state.cancelTimers.splice(0)) cancel();
}

/** Lets the core end what it is at, and forgets all that only a running program may know. */
async function close(supervision: Supervision): Promise<void> {
  const { state, parts, limit } = supervision;
  cancelTimers(supervision);
  const isOpen = state.phase === 'open';
  const closed = isOpen
    ? ask(supervision, { kind: 'once', method: 'close', parameters: [] })
    : null;
  state.phase = 'closing';
  if (closed) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = parts.timers.after(CLOSING_MS, resolve);
    await Promise.race([closed, promise]);
    cancel();
  }
  if (state.thread) state.ending = state.thread.end();
  state.thread = null;
  limit.ended();
  await state.ending;
  settleCalls(supervision, 'crashed', null);
  new Uint8Array(supervision.restartKey).fill(0);
  supervision.signedIn.clear();
}
