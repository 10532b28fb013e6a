import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { moveDirectoryIn } from '../main/platform/blob-store/move-directory-in.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { digestsIn, filesPath, keyringOf } from './blob-stores.ts';
import { content } from './file-contents.ts';

const files = [0, 300, 2_000_000].map((size, seed) => content(size, seed));
const byteLength = 2_000_300;
let folder = '';
let plain = '';
let store: BlobStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  plain = join(folder, 'files');
  for (const bytes of files) writePlain(sha256(bytes), bytes);
  writeFileSync(join(plain, '0199aaaa.part'), 'cut off');
  store = openBlobStore(filesPath(folder), keyringOf(1));
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function writePlain(digest: string, bytes: Uint8Array): void {
  const within = join(plain, digest.slice(0, 2));
  mkdirSync(within, { recursive: true });
  writeFileSync(join(within, digest), bytes);
}

test('a plain folder of files is moved into the store, and is gone', async () => {
  expect(await moveDirectoryIn(plain, store)).toEqual({
    fileCount: 3,
    byteLength,
    alteredCount: 0,
  });
  for (const bytes of files) expect(await store.isWhole(sha256(bytes))).toBe(true);
  expect(existsSync(plain)).toBe(false);
});

test('a move that was cut off goes on where it was, whatever is in the store already', async () => {
  for (const bytes of files.slice(0, 2)) await store.put(bytes);
  rmSync(join(plain, sha256(files[0] ?? content(0)).slice(0, 2)), { recursive: true });
  expect(await moveDirectoryIn(plain, store)).toMatchObject({ fileCount: 2, alteredCount: 0 });
  expect(await digestsIn(store)).toEqual(files.map(sha256).toSorted());
  expect(existsSync(plain)).toBe(false);
});

test('a file that was altered stays where it is and is not taken in', async () => {
  const altered = sha256(content(40, 4));
  writePlain(altered, content(40, 5));
  expect(await moveDirectoryIn(plain, store)).toMatchObject({ fileCount: 3, alteredCount: 1 });
  expect(await digestsIn(store)).toEqual(files.map(sha256).toSorted());
  expect(readdirSync(join(plain, altered.slice(0, 2)))).toEqual([altered]);
});

test('without such a folder nothing is done', async () => {
  const none = await moveDirectoryIn(join(folder, 'missing'), store);
  expect(none).toEqual({ fileCount: 0, byteLength: 0, alteredCount: 0 });
});
