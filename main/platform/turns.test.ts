import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { createTurns, type TurnKind } from './turns.ts';

test('work is done one piece after another: commands first, maintenance last, each in its order', async () => {
  const inTurn = createTurns();
  const done: string[] = [];
  const piece = (name: string, kind?: TurnKind) =>
    inTurn(async () => {
      done.push(`begin ${name}`);
      await Promise.resolve();
      done.push(`end ${name}`);
    }, kind);
  await Promise.all([
    piece('a'),
    piece('m', 'maintenance'),
    piece('b', 'query'),
    piece('c', 'chunk'),
    piece('U', 'command'),
    piece('V', 'command'),
  ]);
  expect(done).toEqual(
    ['a', 'U', 'V', 'b', 'c', 'm'].flatMap((name) => [`begin ${name}`, `end ${name}`]),
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

test('whoever watches is told of each turn, for whoever asked for it', async () => {
  const asking = new AsyncLocalStorage<string>();
  const seen: string[] = [];
  const tell = (word: string) => (kind: TurnKind) =>
    void seen.push(`${asking.getStore()} ${kind} ${word}`);
  const inTurn = createTurns({ began: tell('began'), ended: tell('ended') });
  const ask = (who: string, kind: TurnKind) =>
    asking.run(who, () => inTurn(async () => seen.push(`${asking.getStore()} works`), kind));
  await Promise.all([ask('first', 'query'), ask('second', 'maintenance'), ask('third', 'command')]);
  const turn = (who: string, kind: TurnKind) => [
    `${who} ${kind} began`,
    `${who} works`,
    `${who} ${kind} ended`,
  ];
  expect(seen).toEqual([
    ...turn('first', 'query'),
    ...turn('third', 'command'),
    ...turn('second', 'maintenance'),
  ]);
});
