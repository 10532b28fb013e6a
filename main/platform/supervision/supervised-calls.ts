import { fail } from '../../../shared/base/result.ts';
import { answerOfRepeated, answerWithoutCore, isRepeated, refusalOf } from './after-stop.ts';
import type { StopCause } from './stop-cause.ts';
import type { Supervision } from './supervision.ts';
import { type NewCall, requestOf, type WaitingCall } from './waiting-calls.ts';

// Nested by the hundred thousand, or holding what no JSON can: copying it to the thread fails.
const unsendable = fail('InvalidInput', 'The input cannot be read: it is nested too deeply.');

/** True for what concerns one thread only, and is done once that is gone. */
function isForThread({ method }: NewCall): boolean {
  return method === 'endSession' || method === 'close';
}

export function ask(supervision: Supervision, call: NewCall): Promise<unknown> {
  const { state, calls } = supervision;
  if (state.phase === 'down' || state.phase === 'closing')
    return Promise.resolve(
      isForThread(call) ? undefined : refusalOf(call.kind, state.lastStop ?? 'crashed'),
    );
  return calls.add(call, (added) => {
    if (state.phase === 'open') send(supervision, added);
  });
}

export function send({ state, calls }: Supervision, call: WaitingCall): void {
  try {
    state.thread?.post(requestOf(call));
  } catch {
    calls.answer(call.id, unsendable);
  }
}

/** Sends what waited while the core was started. What it died of, if one of these, comes last. */
export function sendWaiting(supervision: Supervision): void {
  const all = supervision.calls.all();
  const [suspects, others] = [all.filter(isSuspect), all.filter((call) => !isSuspect(call))];
  for (const call of [...others, ...suspects]) send(supervision, call);
}

function isSuspect({ wasRunning }: WaitingCall): boolean {
  return wasRunning;
}

/** Hands on an answer, unless it would leave open whether an earlier try was done. */
export function answerCall({ calls, state }: Supervision, id: number, answer: unknown): void {
  const call = calls.get(id);
  if (call) calls.answer(id, answerOfRepeated(call, answer, state.lastStop ?? 'crashed'));
}

/** Answers a call that the core broke off without ending itself. */
export function answerBroken({ calls }: Supervision, id: number): void {
  const call = calls.get(id);
  if (call) calls.answer(id, answerWithoutCore(call, { cause: 'crashed', wasRunning: true }));
}

/** Keeps the calls that the next core is asked once more, and answers all others. */
export function settleCalls(
  { calls, state }: Supervision,
  cause: StopCause,
  runningCall: number | null,
): void {
  for (const call of calls.all()) {
    const stop = { cause, wasRunning: call.id === runningCall };
    if (isForThread(call)) calls.answer(call.id, undefined);
    else if (state.phase === 'starting' && isRepeated(call, stop))
      calls.noteRepeated(call.id, stop);
    else calls.answer(call.id, answerWithoutCore(call, stop));
  }
}
