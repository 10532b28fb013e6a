import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeThreads, session, settled } from '../../../test/fakes/thread-fake.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/base/result.ts';
import type { StopCause } from './stop-cause.ts';
import { superviseCore } from './supervised-core.ts';

type Step =
  | { readonly do: 'save' | 'list' | 'begin' | 'commit' | 'end' | 'answer' | 'open' }
  | { readonly do: 'stop'; readonly cause: StopCause }
  | { readonly do: 'pass'; readonly ms: number };

const causes: readonly StopCause[] = ['diskFull', 'diskFailing', 'database', 'crashed'];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('begin', 'commit', 'end', 'answer') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('save', 'list', 'open') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('stop'), cause: fc.constantFrom(...causes) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass'), ms: fc.nat(40_000) }) },
) as fc.Arbitrary<Step>;

type Turn = { readonly callId: number; readonly isCommitted: boolean };

/** A core that can be stopped at any point of a save, over records that outlive it. */
async function clinic() {
  const fake = fakeThreads();
  const supervising = superviseCore(fake.parts);
  fake.thread().open();
  const core = await supervising;
  const committed = new Map<number, number>();
  const replies = new Map<number, Result<unknown, Failure>>();
  const sends = new Map<number, number>();
  let lastId = 0;
  let isOpen = true;
  let lives = 1;
  let turn: Turn | null = null;
  let unanswered: number[] = [];
  const taken = new Set<string>();

  /** A core that was ended because a turn took too long has forgotten all that it was at. */
  function noticeEnd(): void {
    if (fake.threads.length === lives && !fake.thread().isEnded()) return;
    lives = fake.threads.length;
    [isOpen, turn, unanswered] = [false, null, []];
  }
  function nextAsked(): number | null {
    const waiting = fake
      .thread()
      .asked.find(({ id }) => !taken.has(`${fake.threads.length} ${id}`));
    if (!waiting) return null;
    taken.add(`${fake.threads.length} ${waiting.id}`);
    return waiting.id;
  }
  function ask(name: 'save' | 'list'): void {
    lastId += 1;
    const id = lastId;
    void core
      .ask({ kind: core.kindOf(name), method: 'dispatch', parameters: [session, name, { id }] })
      .then((reply) => {
        expect(replies.has(id)).toBe(false);
        replies.set(id, reply as Result<unknown, Failure>);
      });
  }
  /** The number that the caller knows a call by. */
  function numberOf(callId: number): number {
    const [, , input] = fake.thread().asked.find(({ id }) => id === callId)?.parameters ?? [];
    return (input as { readonly id: number }).id;
  }
  function isSave(callId: number): boolean {
    return fake.thread().asked.find(({ id }) => id === callId)?.parameters[1] === 'save';
  }
  function begin(): void {
    const callId = isOpen && turn === null ? nextAsked() : null;
    if (callId === null) return;
    fake.thread().begin(callId);
    sends.set(numberOf(callId), (sends.get(numberOf(callId)) ?? 0) + 1);
    turn = { callId, isCommitted: false };
  }
  function commit(): void {
    if (!turn || turn.isCommitted) return;
    const number = numberOf(turn.callId);
    // Under one number a save is done once.
    if (isSave(turn.callId) && !committed.has(number)) committed.set(number, 1);
    turn = { ...turn, isCommitted: true };
  }
  function end(): void {
    if (!turn) return;
    commit();
    fake.thread().say({ type: 'turnEnded' });
    unanswered.push(turn.callId);
    turn = null;
  }
  function answer(): void {
    const callId = unanswered.shift();
    if (callId !== undefined && isOpen)
      fake.thread().say({ type: 'answer', id: callId, value: ok('done') });
  }
  function stop(cause: StopCause): void {
    if (!isOpen) return;
    // No commit that was made has lacked room.
    if (cause === 'diskFull' && turn?.isCommitted) return;
    [isOpen, turn, unanswered] = [false, null, []];
    fake.thread().stop(cause);
  }
  async function open(): Promise<void> {
    if (isOpen || fake.thread().isEnded()) return;
    isOpen = true;
    fake.thread().open();
  }
  return {
    fake,
    noticeEnd,
    core,
    ask,
    begin,
    commit,
    end,
    answer,
    stop,
    open,
    committed,
    replies,
    sends,
    last: () => lastId,
  };
}

type Clinic = Awaited<ReturnType<typeof clinic>>;

async function play(at: Clinic, each: Step): Promise<void> {
  at.noticeEnd();
  switch (each.do) {
    case 'save':
    case 'list':
      at.ask(each.do);
      break;
    case 'stop':
      at.stop(each.cause);
      break;
    case 'pass':
      at.fake.pass(each.ms);
      break;
    case 'begin':
    case 'commit':
    case 'end':
    case 'answer':
    case 'open':
      await at[each.do]();
  }
  await settled();
}

test('whenever a core is stopped: every call is answered once, no save is called unsaved that was, none is done twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }),
      async (steps) => {
        const at = await clinic();
        for (const each of steps) await play(at, each);
        const closing = at.core.close();
        at.fake.pass(200_000);
        await closing;
        await settled();
        expect(at.replies.size).toBe(at.last());
        const wronglyUnsaved = [...at.replies].filter(
          ([number, reply]) =>
            !reply.ok && reply.failure.code === 'NotSaved' && at.committed.has(number),
        );
        expect(wronglyUnsaved).toEqual([]);
        expect(Math.max(0, ...at.sends.values())).toBeLessThanOrEqual(2);
      },
    ),
    { numRuns: 1000 },
  );
});
