import { expect, test } from 'vitest';
import { fakeThreads, session, settled } from '../../../test/fakes/thread-fake.ts';
import { ok } from '../../../shared/base/result.ts';
import { superviseCore } from './supervised-core.ts';

test('a query that ran out of time is not tried again, and those behind it are answered', async () => {
  const { parts, thread, pass, reported } = fakeThreads();
  const supervising = superviseCore(parts);
  thread().open();
  const core = await supervising;
  const list = () =>
    core.ask({ kind: 'query', method: 'dispatch', parameters: [session, 'list', {}] });
  const [slow, other] = [list(), list()];
  thread().begin(1);
  pass(22_000);
  expect(await slow).toMatchObject({
    failure: { code: 'Unavailable', message: expect.stringContaining('it took too long') },
  });
  expect(reported).toEqual(['tooLong']);
  await settled();
  thread().open();
  expect(thread().asked.map(({ id }) => id)).toEqual([2]);
  thread().answer(2, ok('listed'));
  expect(await other).toEqual(ok('listed'));
});

test('a turn that began before the core was called open may take no longer than any other', async () => {
  const { parts, thread, threads, pass } = fakeThreads();
  const supervising = superviseCore(parts);
  thread().say({ type: 'turn', limitMs: 20_000, callId: null });
  thread().open();
  await supervising;
  pass(22_000);
  await settled();
  expect(threads.length).toBe(2);
  thread().open();
  pass(3_600_000);
  expect(threads.length).toBe(2);
});
