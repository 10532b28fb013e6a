import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('work is done one piece after another, urgent pieces before all that still wait', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const piece = (name: string, isUrgent?: boolean) =>
    inTurn(async () => {
      done.push(`begin ${name}`);
      await Promise.resolve();
      done.push(`end ${name}`);
    }, isUrgent);
  await Promise.all([piece('a'), piece('b'), piece('c'), piece('U', true), piece('V', true)]);
  expect(done).toEqual(
    ['a', 'U', 'V', 'b', 'c'].flatMap((name) => [`begin ${name}`, `end ${name}`]),
  );
});

test('a piece that fails tells its own caller and stops nobody else', async () => {
  const inTurn = createTurns();
  const failing = inTurn(() => Promise.reject(new Error('mine')));
  const throwing = inTurn(() => {
    throw new Error('at once');
  });
  const working = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('mine');
  await expect(throwing).rejects.toThrow('at once');
  expect(await working).toBe('done');
});
