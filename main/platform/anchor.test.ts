import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type AnchorFile, anchorFile, keepAnchor } from './anchor.ts';
import type { Keyring } from './keys/keyring.ts';

const keyOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const restoredAt = null;

let folder: string;
let path: string;
let keyring: Keyring;
let anchor: AnchorFile;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail anchor '));
  path = join(folder, 'anchor');
  keyring = { current: 1, keys: new Map([[1, keyOf(1)]]) };
  anchor = anchorFile(path, () => keyring);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('an anchor', () => {
  test('is absent at first, and then says how far the records had come', async () => {
    expect(await anchor.read()).toBe('absent');
    await anchor.advance(5);
    expect(await anchor.read()).toEqual({ commitNumber: 5, restoredAt });
    await anchor.advance(9);
    expect(await anchor.read()).toEqual({ commitNumber: 9, restoredAt });
  });

  test('never goes back by itself, so that an older copy stays noticeable', async () => {
    await anchor.advance(9);
    await anchor.advance(3);
    expect(await anchor.read()).toEqual({ commitNumber: 9, restoredAt });
  });

  test('never goes back when two write it at the same time', async () => {
    await Promise.all([12, 4, 11, 3, 10].map((each) => anchor.advance(each)));
    expect(await anchor.read()).toEqual({ commitNumber: 12, restoredAt });
    const begun = { commitNumber: 2, restoredAt: '2026-03-10T15:00:00.000Z' };
    await Promise.all([anchor.advance(13), anchor.begin(begun)]);
    expect(await anchor.read()).toEqual(begun);
  });

  test('begins anew when records were replaced on purpose', async () => {
    await anchor.advance(9);
    const begun = { commitNumber: 3, restoredAt: '2026-03-10T15:00:00.000Z' };
    await anchor.begin(begun);
    await anchor.advance(4);
    expect(await anchor.read()).toEqual({ ...begun, commitNumber: 4 });
  });

  test('tells nobody without the key anything, and leaves nothing beside it', async () => {
    await anchor.advance(123_456);
    expect(await readFile(path, 'utf8')).not.toContain('123456');
    expect(await readdir(folder)).toEqual(['anchor']);
  });

  test.for([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['emptied', () => ''],
    ['made up', () => JSON.stringify({ generation: 1, box: { nonce: '', text: '' } })],
    ['altered', (text: string) => text.replace(/"text":"./, (start) => `${start.slice(0, -1)}A`)],
  ] as const)('that was %s is unreadable, and is left as it is', async ([, alter]) => {
    do await anchor.begin({ commitNumber: 5, restoredAt });
    while ((await readFile(path, 'utf8')).includes('"text":"A'));
    const altered = alter(await readFile(path, 'utf8'));
    await writeFile(path, altered);
    expect(await anchor.read()).toBe('unreadable');
    await anchor.advance(9);
    expect(await readFile(path, 'utf8')).toBe(altered);
  });

  test('that the disk does not give is unreadable, not absent', async () => {
    await mkdir(path);
    expect(await anchor.read()).toBe('unreadable');
    await anchor.advance(9);
    expect(await readdir(folder)).toEqual(['anchor']);
  });

  test('of other records is unreadable', async () => {
    await anchor.advance(5);
    const other = anchorFile(path, () => ({ current: 1, keys: new Map([[1, keyOf(2)]]) }));
    expect(await other.read()).toBe('unreadable');
  });

  test('is read under an older key, and moves to the newer one', async () => {
    await anchor.advance(5);
    keyring = { current: 2, keys: new Map([...keyring.keys, [2, keyOf(2)]]) };
    expect(await anchor.read()).toEqual({ commitNumber: 5, restoredAt });
    await anchor.advance(6);
    keyring = { current: 2, keys: new Map([[2, keyOf(2)]]) };
    expect(await anchor.read()).toEqual({ commitNumber: 6, restoredAt });
  });
});

test('an anchor that cannot be written keeps nobody from anything', async () => {
  const keeping = keepAnchor(
    anchorFile(join(folder, 'nowhere', 'anchor'), () => keyring),
    () => 7,
  );
  await expect(keeping.advance()).resolves.toBeUndefined();
  keeping.stop();
});
