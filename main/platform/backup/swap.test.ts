import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { finishSwap, swapIn } from './swap.ts';

const at = new Date('2026-03-10T15:00:00Z');
const old = {
  anchor: 'old anchor',
  'files.store': 'old files',
  'records.store': 'old records',
  'records.store-wal': 'old log',
};
const staged = {
  'anchor.new': 'new anchor',
  'files.store.new': 'new files',
  'records.store.new': 'new records',
};
const swapped = {
  anchor: 'new anchor',
  'anchor.before-2026-03-10T150000Z': 'old anchor',
  'files.store': 'new files',
  'files.store.before-2026-03-10T150000Z': 'old files',
  'records.store': 'new records',
  'records.store.before-2026-03-10T150000Z': 'old records',
  'records.store.before-2026-03-10T150000Z-wal': 'old log',
};

/** The intent, a rename for each of the old files, and one for each of the new. */
const STEPS = 8;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-swap-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function fill(files: Readonly<Record<string, string>>): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function content(): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).toSorted();
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts));
}

/** Throws at the nth step, as a crash there would end it. */
function crashAfter(steps: number): () => void {
  let left = steps;
  return () => {
    left -= 1;
    if (left === 0) throw new Error('crash');
  };
}

describe('a swap', () => {
  test('puts the new files in their places and keeps the old ones with their logs', async () => {
    await fill({ ...old, ...staged });
    expect(await swapIn(folder, at)).toBe(join(folder, 'records.store.before-2026-03-10T150000Z'));
    expect(await content()).toEqual(swapped);
    expect(await finishSwap(folder)).toBe(false);
  });

  test('that is cut off after any step ends the same when it is finished', async () => {
    const ends: unknown[] = [];
    for (let steps = 1; steps <= STEPS; steps += 1) {
      await fill({ ...old, ...staged });
      await swapIn(folder, at, crashAfter(steps)).catch(() => undefined);
      ends.push([await finishSwap(folder), await content()]);
    }
    expect(ends).toEqual(ends.map(() => [true, swapped]));
  });

  test('that is cut off again and again, at every step, ends the same', async () => {
    await fill({ ...old, ...staged });
    await expect(swapIn(folder, at, crashAfter(1))).rejects.toThrow('crash');
    for (;;) {
      const isOver = await finishSwap(folder, crashAfter(1)).catch(() => null);
      if (isOver !== null) break;
    }
    expect(await content()).toEqual(swapped);
  });

  test('never leaves an old log beside new records, at any step', async () => {
    await fill({ ...old, ...staged });
    const meetings: boolean[] = [];
    await swapIn(folder, at, () => {
      const path = join(folder, 'records.store');
      const areNew = existsSync(path) && readFileSync(path, 'utf8') === 'new records';
      meetings.push(areNew && existsSync(`${path}-wal`));
    });
    expect(meetings).toEqual(Array.from({ length: STEPS }, () => false));
  });

  test('into an empty folder keeps nothing', async () => {
    await fill(staged);
    expect(await swapIn(folder, at)).toBeNull();
    expect(Object.keys(await content())).toEqual(['anchor', 'files.store', 'records.store']);
  });

  test('done twice in one second keeps both', async () => {
    await fill({ ...old, ...staged });
    await swapIn(folder, at);
    for (const [name, text] of Object.entries(staged)) await writeFile(join(folder, name), text);
    expect(await swapIn(folder, at)).toBe(
      join(folder, 'records.store.before-2026-03-10T150000Z-2'),
    );
    expect(await content()).toMatchObject(swapped);
  });

  test('that nobody began is not finished', async () => {
    await fill({ ...old, ...staged });
    expect(await finishSwap(folder)).toBe(false);
    expect(await content()).toEqual({ ...old, ...staged });
  });
});
