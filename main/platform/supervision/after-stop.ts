import { fail } from '../../../shared/base/result.ts';
import type { CallKind } from './core-thread-port.ts';
import type { Refusal } from '../dispatch-failures.ts';
import { adviceFor, causeInWords, type StopCause } from './stop-cause.ts';

/** A call that waits for its answer. */
export type LostCall = {
  readonly kind: CallKind;
  /** The core took it up; from then on it may have been done although no answer came. */
  readonly hasBegun: boolean;
  /** It was sent to a second core already. */
  readonly isRepeated: boolean;
  /** The first of them may have done it. */
  readonly mayBeDone: boolean;
  /** It was its turn when the first of them ended. */
  readonly wasRunning: boolean;
};

export type Stop = {
  readonly cause: StopCause;
  /** True for the call in whose turn it happened. */
  readonly wasRunning: boolean;
};

/**
 * Whether a call is sent once more to the core that starts next. A numbered command may be: if it was
 * done it is answered as it was then, if not it is done now, so the answer is certain either way.
 */
export function isRepeated(call: LostCall, stop: Stop): boolean {
  if (call.isRepeated) return false;
  switch (call.kind) {
    case 'command':
      return true;
    case 'query':
      // It would only take as long again, and everybody else would wait as well.
      return !(stop.cause === 'tooLong' && stop.wasRunning);
    case 'job':
    case 'once':
      return false;
  }
}

/** Whether a call may have been done by the core that ended, or by the one before it. */
export function mayBeDone(call: LostCall, { cause, wasRunning }: Stop): boolean {
  if (call.mayBeDone) return true;
  // What is not numbered takes several turns, or none: which of them ended says nothing about it.
  if (call.kind === 'once') return true;
  if (!call.hasBegun) return false;
  // A commit is marked as such last of all: without room for that, nothing of it counts.
  return !(cause === 'diskFull' && wasRunning);
}

/** What the caller is told when no core will answer. Says "not saved" only where that is certain. */
export function answerWithoutCore(call: LostCall, stop: Stop): Refusal {
  if (call.kind === 'query') return notAnswered(stop.cause);
  return mayBeDone(call, stop) ? uncertain(stop.cause) : notSaved(stop.cause);
}

/** What is told of a call that was certainly not done. */
export function refusalOf(kind: CallKind, cause: StopCause): Refusal {
  return kind === 'query' ? notAnswered(cause) : notSaved(cause);
}

/**
 * The answer to a call as its caller gets it. A core that was started again but cannot reach the
 * records does not know what its predecessor did with the call.
 */
export function answerOfRepeated(call: LostCall, answer: unknown, cause: StopCause): unknown {
  const isUndecided = call.mayBeDone && call.kind !== 'query';
  return isUndecided && isFromClosedRecords(answer) ? uncertain(cause) : answer;
}

function isFromClosedRecords(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('failure' in answer)) return false;
  const { failure } = answer;
  if (typeof failure !== 'object' || failure === null || !('code' in failure)) return false;
  return failure.code === 'Locked' || failure.code === 'Unavailable';
}

function notSaved(cause: StopCause): Refusal {
  return fail(
    'NotSaved',
    `This was not saved: ${causeInWords(cause)}. What you typed is still here. ${adviceFor(cause)}`,
  );
}

function uncertain(cause: StopCause): Refusal {
  return fail(
    'Unavailable',
    `Caretrail cannot tell whether this was saved: ${causeInWords(cause)}. What you typed is still here; look whether it is there before you save it again.`,
  );
}

function notAnswered(cause: StopCause): Refusal {
  return fail(
    'Unavailable',
    `This could not be shown: ${causeInWords(cause)}. Please try again in a moment.`,
  );
}
