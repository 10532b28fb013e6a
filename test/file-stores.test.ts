import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileGone } from '../main/platform/blob-store/blob-errors.ts';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { type FileStore, memoryFileStore, sha256 } from '../main/platform/file-store.ts';
import { collect, digestsIn, filesPath, keyringOf, listed } from './blob-stores.ts';
import { content, inPieces } from './file-contents.ts';

let folder = '';
let store: BlobStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  store = openBlobStore(filesPath(folder), keyringOf(1));
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const SIZES = [
  0,
  1,
  CHUNK_BYTES - 1,
  CHUNK_BYTES,
  CHUNK_BYTES + 1,
  4 * CHUNK_BYTES,
  4 * CHUNK_BYTES + 1,
  9 * CHUNK_BYTES + 5,
];

describe.each([
  ['in a file', (): FileStore => store],
  ['in memory', (): FileStore => memoryFileStore()],
])('files %s', (_where, openFiles) => {
  test.each(SIZES)('of %i bytes come back as they were put, whole or in pieces', async (size) => {
    const files = openFiles();
    const bytes = content(size);
    const digest = await files.put(bytes);
    expect(digest).toBe(sha256(bytes));
    expect(sha256((await files.get(digest)) ?? content(1, 2))).toBe(sha256(bytes));
    expect(sha256(await collect(await files.getStream(digest)))).toBe(sha256(bytes));
    expect(await files.exists(digest)).toBe(true);
  });

  test.each(SIZES)('of %i bytes are the same put in pieces of any length', async (size) => {
    const files = openFiles();
    const bytes = content(size);
    const stored = await files.putStream(inPieces(bytes, 100_003));
    expect(stored).toEqual({ digest: sha256(bytes), byteLength: size });
    expect(await files.get(stored.digest)).toHaveLength(size);
  });

  test('that were never put are not there', async () => {
    const files = openFiles();
    const digest = sha256(content(3));
    expect(await files.get(digest)).toBeNull();
    expect(await files.getStream(digest)).toBeNull();
    expect(await files.exists(digest)).toBe(false);
  });

  test('are listed with their lengths, each content once', async () => {
    const files = openFiles();
    await files.put(content(10));
    await files.put(content(10));
    await files.putStream([content(5), content(5, 2)]);
    const all = await listed(files);
    expect(all.map(({ byteLength }) => byteLength)).toEqual([10, 10]);
    expect(new Set(all.map(({ digest }) => digest)).size).toBe(2);
  });

  test('that nothing needs are deleted, the others stay', async () => {
    const files = openFiles();
    const [needed, notNeeded] = [await files.put(content(9)), await files.put(content(8))];
    const deleted = await files.deleteUnreferenced((digest) => digest === needed);
    expect(deleted).toEqual({ fileCount: 1, byteLength: 8 });
    expect(await files.get(notNeeded)).toBeNull();
    expect(await digestsIn(files)).toEqual([needed]);
  });

  test('are left alone where deletion is asked among others', async () => {
    const files = openFiles();
    const [one, other] = [await files.put(content(9)), await files.put(content(8))];
    await files.deleteUnreferenced(() => false, [other, sha256(content(7))]);
    expect(await digestsIn(files)).toEqual([one]);
  });

  test('are not deleted while somebody puts them and writes down that they are needed', async () => {
    const files = openFiles();
    const digest = await files.put(content(9));
    const needed = new Set<string>();
    const release = files.holdDeletions();
    const deleting = files.deleteUnreferenced((each) => needed.has(each));
    needed.add(await files.put(content(9)));
    release();
    expect(await deleting).toEqual({ fileCount: 0, byteLength: 0 });
    expect(await files.exists(digest)).toBe(true);
  });

  test('that came to be needed while it was asked about them are asked about again', async () => {
    const files = openFiles();
    const digest = await files.put(content(9));
    const answers = [false, true];
    const deleted = await files.deleteUnreferenced(() => {
      files.holdDeletions()();
      return answers.shift() ?? false;
    });
    expect(deleted.fileCount).toBe(0);
    expect(await files.exists(digest)).toBe(true);
  });

  test('are untouched by a deletion of others while they come in', async () => {
    const files = openFiles();
    const bytes = content(6 * CHUNK_BYTES);
    const slow = async function* () {
      yield* inPieces(bytes.subarray(0, 5 * CHUNK_BYTES), CHUNK_BYTES);
      await files.deleteUnreferenced(() => false);
      yield bytes.subarray(5 * CHUNK_BYTES);
    };
    const { digest } = await files.putStream(slow());
    expect(sha256((await files.get(digest)) ?? content(1))).toBe(sha256(bytes));
  });

  test('leave nothing behind when their stream fails', async () => {
    const files = openFiles();
    const failing = async function* () {
      yield* inPieces(content(6 * CHUNK_BYTES), CHUNK_BYTES);
      throw new Error('the source went away');
    };
    await expect(files.putStream(failing())).rejects.toThrow('the source went away');
    expect(await digestsIn(files)).toEqual([]);
  });
});

describe('a file that is deleted while it is read', () => {
  const bytes = content(9 * CHUNK_BYTES);

  test('is said to be deleted, not damaged', async () => {
    const stream = await store.getStream(await store.put(bytes));
    const pieces = stream?.[Symbol.asyncIterator]();
    expect((await pieces?.next())?.done).toBe(false);
    await store.deleteUnreferenced(() => false);
    await expect(pieces?.next()).rejects.toThrow(FileGone);
  });

  test('is read to the end, or not there, where it is stored again at once', async () => {
    const digest = await store.put(bytes);
    const reading = store.get(digest);
    await store.deleteUnreferenced(() => false);
    await store.putStream(inPieces(bytes, CHUNK_BYTES));
    const read = await reading;
    expect([null, digest]).toContain(read && sha256(read));
    expect(await store.isWhole(digest)).toBe(true);
  });
});
