import { expect, test } from 'vitest';
import { type DraftEffects, newDraftKeeper } from './draft-keeper.ts';

type World = DraftEffects & {
  readonly done: string[];
  readonly passTime: () => void;
  readonly answer: () => void;
  refuses: boolean;
};

/** Effects under the test's control: time passes and saves are answered only when it says so. */
function newWorld(): World {
  let timer: (() => void) | null = null;
  const waiting: (() => void)[] = [];
  const world: World = {
    done: [],
    refuses: false,
    passTime() {
      const call = timer;
      timer = null;
      call?.();
    },
    answer: () => waiting.shift()?.(),
    save: (content) =>
      new Promise((resolve) => {
        world.done.push(`begin ${JSON.stringify(content['notes'])}`);
        waiting.push(() => {
          world.done.push(`saved ${JSON.stringify(content['notes'])}`);
          resolve(world.refuses ? { message: 'The disk is full.' } : { savedAt: '14:02' });
        });
      }),
    discard: async () => void world.done.push('discarded'),
    later(call) {
      timer = call;
      return () => {
        timer = null;
      };
    },
  };
  return world;
}

/** Lets every promise that can go on do so. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what is typed in one go is kept once, as it stood last', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  keeper.keep({ notes: 'a' });
  keeper.keep({ notes: 'ab' });
  world.passTime();
  await settle();
  world.answer();
  await settle();
  expect(world.done).toEqual(['begin "ab"', 'saved "ab"']);
  expect(keeper.get()).toEqual({ kind: 'kept', savedAt: '14:02' });
});

test('until what is typed is kept, it says that it is not', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  keeper.keep({ notes: 'a' });
  expect(keeper.get()).toEqual({ kind: 'waiting' });
  world.passTime();
  await settle();
  keeper.keep({ notes: 'ab' });
  world.answer();
  await settle();
  expect(keeper.get()).toEqual({ kind: 'waiting' });
  world.passTime();
  await settle();
  world.answer();
  await settle();
  expect(keeper.get()).toEqual({ kind: 'kept', savedAt: '14:02' });
});

test('typing during a save waits for it and is kept after it', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  keeper.keep({ notes: 'a' });
  world.passTime();
  await settle();
  keeper.keep({ notes: 'ab' });
  world.passTime();
  await settle();
  expect(world.done).toEqual(['begin "a"']);
  world.answer();
  await settle();
  world.answer();
  await settle();
  expect(world.done).toEqual(['begin "a"', 'saved "a"', 'begin "ab"', 'saved "ab"']);
});

test('after the end nothing typed before comes back, whatever was on its way', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  keeper.keep({ notes: 'a' });
  world.passTime();
  await settle();
  keeper.keep({ notes: 'ab' });
  const finished = keeper.finish();
  keeper.keep({ notes: 'abc' });
  world.passTime();
  world.answer();
  await finished;
  await keeper.flush();
  expect(world.done).toEqual(['begin "a"', 'saved "a"', 'discarded']);
});

test('a refused save says so and is tried again', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  world.refuses = true;
  keeper.keep({ notes: 'a' });
  world.passTime();
  await settle();
  world.answer();
  await settle();
  expect(keeper.get()).toEqual({ kind: 'failed', message: 'The disk is full.' });
  world.refuses = false;
  void keeper.flush();
  await settle();
  world.answer();
  await settle();
  expect(keeper.get()).toEqual({ kind: 'kept', savedAt: '14:02' });
});

test('when everything typed is taken back the draft goes too', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  keeper.keep({ notes: 'a' });
  world.passTime();
  await settle();
  world.answer();
  keeper.keep(null);
  await keeper.flush();
  expect(world.done.at(-1)).toBe('discarded');
  expect(keeper.get()).toEqual({ kind: 'none' });
});

test('a draft that was continued is not stored again while nothing changes', async () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world, { content: { notes: 'a' }, savedAt: '13:00' });
  keeper.keep({ notes: 'a' });
  await keeper.flush();
  expect(world.done).toEqual([]);
  expect(keeper.get()).toEqual({ kind: 'kept', savedAt: '13:00' });
});

test('a flush sends what waits before anything that the same moment sends after it', () => {
  const world = newWorld();
  const keeper = newDraftKeeper(world);
  keeper.keep({ notes: 'a' });
  void keeper.flush();
  world.done.push('signed out');
  expect(world.done).toEqual(['begin "a"', 'signed out']);
});
