import { expect, test } from 'vitest';
import { fakeThreads, session, settled } from '../../../test/fakes/thread-fake.ts';
import type { CoreEvent } from '../../../shared/base/bridge.ts';
import { ok } from '../../../shared/base/result.ts';
import type { CallKind } from './core-thread-port.ts';
import type { StopCause } from './stop-cause.ts';
import { type SupervisedCore, superviseCore } from './supervised-core.ts';
import type { SupervisedParts } from './supervision.ts';

async function opened() {
  const fake = fakeThreads();
  const supervising = superviseCore(fake.parts);
  fake.thread().open();
  return { ...fake, core: await supervising };
}

function call(core: SupervisedCore, name: string) {
  return core.ask({ kind: core.kindOf(name), method: 'dispatch', parameters: [session, name, {}] });
}

const refused = (code: string, words: string) => ({
  ok: false,
  failure: { code, message: expect.stringContaining(words) },
});

test('a command and a query that wait are asked once more of the next core, and answered by it', async () => {
  const { core, thread } = await opened();
  const answers = Promise.all([call(core, 'save'), call(core, 'list')]);
  thread().begin(1);
  thread().stop('database');
  await settled();
  thread().open();
  // What the first core died of comes last.
  expect(thread().asked.map(({ id }) => id)).toEqual([2, 1]);
  thread().answer(1, ok('saved'));
  thread().answer(2, ok('listed'));
  expect(await answers).toEqual([ok('saved'), ok('listed')]);
});

test.for<[string, string, string]>([
  ['save', 'Unavailable', 'cannot tell whether this was saved'],
  ['list', 'Unavailable', 'could not be shown'],
  ['export', 'Unavailable', 'cannot tell'],
  ['restore', 'Unavailable', 'cannot tell'],
])('what two cores died of is not tried a third time: %s', async ([name, code, words]) => {
  const { core, thread, threads } = await opened();
  const answer = call(core, name);
  for (let life = 0; life < 2; life += 1) {
    thread().begin(1);
    thread().stop('crashed');
    await settled();
    if (threads.length === 2) thread().open();
  }
  expect(await answer).toMatchObject(refused(code, words));
});

test.for<[string, CallKind]>([
  ['export', 'job'],
  ['restore', 'once'],
])('%s is asked of one core only', async ([name]) => {
  const { core, thread } = await opened();
  void call(core, name);
  thread().crash();
  await settled();
  thread().open();
  expect(thread().asked).toEqual([]);
});

test('what no core took up was certainly not saved, and the words say so', async () => {
  const { core, thread } = await opened();
  const [save, exporting] = [call(core, 'save'), call(core, 'export')];
  thread().crash();
  await settled();
  thread().crash();
  expect(await save).toMatchObject(refused('NotSaved', 'This was not saved: the program’s core'));
  expect(await exporting).toMatchObject(refused('NotSaved', 'This was not saved'));
});

test('a save that found the disk full was not saved, also when no core opens any more', async () => {
  const { core, thread } = await opened();
  const saving = call(core, 'save');
  thread().begin(1);
  thread().stop('diskFull');
  await settled();
  thread().begin(1);
  thread().stop('diskFull');
  expect(await saving).toMatchObject(refused('NotSaved', 'the disk is full. What you typed'));
});

test('a core that keeps failing is started after growing rests, in which calls are answered at once', async () => {
  const { core, thread, threads, pass } = await opened();
  thread().stop('diskFull');
  await settled();
  for (const restMs of [1000, 2000, 5000, 15_000, 15_000]) {
    const before = threads.length;
    thread().say({ type: 'refused', name: 'Error', message: 'no room', code: 'ENOSPC' });
    await settled();
    expect(await call(core, 'save')).toMatchObject(refused('NotSaved', 'the disk is full'));
    expect(await call(core, 'list')).toMatchObject(refused('Unavailable', 'the disk is full'));
    pass(restMs - 1);
    expect(threads.length).toBe(before);
    pass(1);
    expect(threads.length).toBe(before + 1);
  }
  thread().open();
  const saving = call(core, 'save');
  thread().answer(thread().asked[0]?.id ?? 0, ok('saved'));
  expect(await saving).toEqual(ok('saved'));
});

test('a computer that has no room for another thread is asked again after a rest', async () => {
  const fake = fakeThreads();
  const { spawn } = fake.parts;
  let refusals = 0;
  const parts: SupervisedParts = {
    ...fake.parts,
    spawn: (start, listener) => {
      if (fake.threads.length === 1 && refusals < 2) {
        refusals += 1;
        throw new Error('no room for a thread');
      }
      return spawn(start, listener);
    },
  };
  const supervising = superviseCore(parts);
  fake.thread().open();
  const core = await supervising;
  const saving = call(core, 'save');
  fake.thread().crash();
  expect(await saving).toMatchObject(refused('NotSaved', 'This was not saved'));
  for (const restMs of [1000, 2000]) {
    await settled();
    fake.pass(restMs);
  }
  expect(refusals).toBe(2);
  fake.thread().open();
  const later = call(core, 'list');
  fake.thread().answer(fake.thread().asked[0]?.id ?? 0, ok('listed'));
  expect(await later).toEqual(ok('listed'));
});

test('a core that lived for long is started again at once, however often it failed before', async () => {
  const { thread, threads, pass } = await opened();
  thread().crash();
  await settled();
  thread().crash();
  await settled();
  pass(1000);
  thread().open();
  pass(30_000);
  thread().crash();
  await settled();
  expect(threads.length).toBe(4);
});

test('whoever waits for a core that does not open in time is answered', async () => {
  const { core, thread, pass } = await opened();
  thread().crash();
  await settled();
  const saving = call(core, 'save');
  pass(30_000);
  expect(await saving).toMatchObject(refused('NotSaved', 'This was not saved'));
  thread().open();
  const later = call(core, 'list');
  thread().answer(thread().asked[0]?.id ?? 0, ok('listed'));
  expect(await later).toEqual(ok('listed'));
});

test('a new core knows who was signed in, and not who signed out or went away', async () => {
  const { core, thread } = await opened();
  const actor = { userId: 'u', displayName: 'Nora', role: 'nurse', permissions: [] } as const;
  for (const key of ['window a', 'window b', 'loopback c'])
    thread().say({ type: 'session', change: { key, actor } });
  thread().say({ type: 'session', change: { key: 'window b', actor: null } });
  core.forgetSession('loopback c');
  thread().crash();
  await settled();
  expect(thread().start.signedIn).toEqual([{ key: 'window a', actor }]);
  expect(thread().start.lastStop).toBe('crashed');
});

test('listeners hear of the next core too, and that what ran in the last one was interrupted', async () => {
  const { core, thread } = await opened();
  const heard: CoreEvent[] = [];
  core.onEvent((event) => heard.push(event));
  const job = { type: 'job', operation: 'export', done: 1, total: 9, label: 'Rows' } as const;
  const running = (jobId: string) => ({ ...job, jobId, state: 'running' }) as const;
  thread().say({ type: 'event', event: running('one') });
  thread().say({ type: 'event', event: running('two') });
  thread().say({ type: 'event', event: { ...job, jobId: 'one', state: 'done' } });
  heard.length = 0;
  thread().crash();
  await settled();
  expect(heard).toEqual([{ ...job, jobId: 'two', state: 'interrupted' }]);
  thread().open();
  thread().say({ type: 'event', event: { type: 'sessionEnded' } });
  expect(heard.at(-1)).toEqual({ type: 'sessionEnded' });
});

test('a call that was begun is not called unsaved because the next core cannot reach the records', async () => {
  const { core, thread } = await opened();
  const saving = call(core, 'save');
  thread().begin(1);
  thread().crash();
  await settled();
  thread().open();
  thread().answer(1, {
    ok: false,
    failure: { code: 'Locked', message: 'The records are locked.' },
  });
  expect(await saving).toMatchObject(refused('Unavailable', 'cannot tell whether this was saved'));
});

test('a restore is not called unsaved because a later turn of it found the disk full', async () => {
  const { core, thread } = await opened();
  const restoring = call(core, 'restore');
  thread().begin(1);
  thread().stop('diskFull');
  expect(await restoring).toMatchObject(refused('Unavailable', 'cannot tell whether this was'));
});

test('the key that opens the records is shared by all threads and gone after closing', async () => {
  const { core, thread } = await opened();
  const key = new Uint8Array(thread().start.restartKey);
  key.fill(7);
  thread().crash();
  await settled();
  thread().open();
  expect([...new Uint8Array(thread().start.restartKey)]).toEqual(
    Array.from({ length: 32 }, () => 7),
  );
  const closing = core.close();
  thread().answer(thread().asked[0]?.id ?? 0, undefined);
  await closing;
  expect(key.every((byte) => byte === 0)).toBe(true);
  expect(thread().isEnded()).toBe(true);
});

test.for<[string, StopCause | 'hangs' | 'resting']>([
  ['dies while it closes', 'crashed'],
  ['does not answer', 'hangs'],
  ['rests before its next start', 'resting'],
])('closing ends a core that %s, and starts none', async ([, what]) => {
  const { core, thread, threads, pass, count } = await opened();
  if (what === 'resting') {
    thread().crash();
    await settled();
    thread().crash();
    await settled();
  }
  const before = threads.length;
  const closing = core.close();
  if (what === 'crashed') thread().crash();
  if (what === 'hangs') pass(150_000);
  await closing;
  pass(60_000);
  expect(threads.length).toBe(before);
  expect(threads.every((each) => each.isEnded())).toBe(true);
  expect(count()).toBe(0);
  expect(await call(core, 'save')).toMatchObject(refused('NotSaved', 'This was not saved'));
});

test('a core that cannot be opened to begin with is an error with its name and code', async () => {
  const { parts, thread } = fakeThreads();
  const supervising = superviseCore(parts);
  thread().say({ type: 'refused', name: 'DatabaseInUse', message: 'open elsewhere', code: 'X' });
  await expect(supervising).rejects.toMatchObject({
    name: 'DatabaseInUse',
    message: 'open elsewhere',
    code: 'X',
  });
  expect(thread().isEnded()).toBe(true);
});
