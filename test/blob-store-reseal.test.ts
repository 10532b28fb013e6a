import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { checkFiles, digestsIn, filesPath, keyringOf, tamper } from './blob-stores.ts';
import { content } from './file-contents.ts';

const both = keyringOf(1, 2);
const onlyOf = (generation: number) => ({
  current: generation,
  keys: new Map([...both.keys].filter(([each]) => each === generation)),
});
const files = [0, 5, CHUNK_BYTES, 5 * CHUNK_BYTES].map((size, seed) => content(size, seed));
let folder = '';
let path = '';
let store: BlobStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  path = filesPath(folder);
  store = openBlobStore(path, onlyOf(1));
  for (const bytes of files) await store.put(bytes);
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function opensWith(generation: number): boolean {
  try {
    store = openBlobStore(path, onlyOf(generation));
    return true;
  } catch {
    return false;
  }
}

test('files encrypted anew in steps open with the new key alone, those put meanwhile too', async () => {
  const reseal = store.beginReseal(both);
  let [puts, last] = [0, reseal.step(2)];
  for (; !last.isDone; last = reseal.step(2)) {
    expect(last.done).toBeLessThanOrEqual(last.total);
    puts += 1;
    await store.put(content(100, 100 + puts));
    for (const bytes of files) expect(await store.exists(sha256(bytes))).toBe(true);
  }
  expect(checkFiles(store)).toMatchObject({ damaged: [], isDigestRight: true });
  store.close();
  expect(opensWith(1)).toBe(false);
  expect(opensWith(2)).toBe(true);
  for (const bytes of files) expect(await store.isWhole(sha256(bytes))).toBe(true);
  expect(checkFiles(store)).toEqual({
    fileCount: files.length + puts,
    damaged: [],
    isDigestRight: true,
  });
});

test.each([1, 3, 5, 8])(
  'what was cut off after %i steps goes on after an opening',
  async (steps) => {
    const begun = store.beginReseal(both);
    for (let each = 0; each < steps; each += 1) begun.step(1);
    store.close();
    store = openBlobStore(path, both);
    for (const bytes of files) expect(await store.isWhole(sha256(bytes))).toBe(true);
    await store.put(content(9, 9));
    const reseal = store.beginReseal(both);
    while (!reseal.step(1).isDone);
    store.close();
    expect(opensWith(2)).toBe(true);
    expect(checkFiles(store)).toMatchObject({ fileCount: 5, damaged: [], isDigestRight: true });
  },
);

test('a damaged file does not keep the old key alive, and is damaged still', async () => {
  const damaged = sha256(files[3] ?? content(0));
  store.close();
  tamper(path, (sqlite) =>
    sqlite.exec(`UPDATE file_chunk SET body = zeroblob(length(body))
      WHERE id = (SELECT max(id) FROM file_chunk)`),
  );
  store = openBlobStore(path, onlyOf(1));
  const reseal = store.beginReseal(both);
  while (!reseal.step(100).isDone);
  store.close();
  expect(opensWith(2)).toBe(true);
  expect(checkFiles(store)).toEqual({
    fileCount: 4,
    damaged: [{ digest: damaged, why: 'altered' }],
    isDigestRight: true,
  });
});

test('a row put back as it was under the old key is found', async () => {
  const row = tamperClosed((sqlite) => sqlite.prepare('SELECT * FROM file_chunk LIMIT 1').get());
  store = openBlobStore(path, onlyOf(1));
  const reseal = store.beginReseal(both);
  reseal.step(100);
  reseal.step(100);
  reseal.step(2);
  store.close();
  tamper(path, (sqlite) =>
    sqlite.prepare('REPLACE INTO file_chunk VALUES (@id, @opening, @serial, @body)').run(row),
  );
  store = openBlobStore(path, both);
  expect(await digestsIn(store)).toHaveLength(4);
  expect(checkFiles(store)).toMatchObject({ damaged: [], isDigestRight: false });
});

function tamperClosed<T>(work: Parameters<typeof tamper<T>>[1]): T {
  store.close();
  return tamper(path, work);
}
