import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { checkFiles, countRows, digestsIn, filesPath, keyringOf } from './blob-stores.ts';
import { content, inPieces } from './file-contents.ts';

const keyring = keyringOf(1);
const MIB = 1024 * 1024;
let folder = '';
let path = '';
let store: BlobStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  path = filesPath(folder);
  store = openBlobStore(path, keyring, { keepFreeBytes: 0 });
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

describe('room', () => {
  test('of deleted files is given back to the disk', async () => {
    await store.put(content(8 * MIB));
    const kept = await store.put(content(MIB, 2));
    const before = store.byteLength();
    await store.deleteUnreferenced((digest) => digest === kept);
    store.close();
    store = openBlobStore(path, keyring);
    expect(store.byteLength()).toBeLessThan(before - 7 * MIB);
    expect(await store.isWhole(kept)).toBe(true);
    expect(countRowsWhenClosed('file_chunk')).toBe(4);
  });

  test('that is free in the file is used again', async () => {
    store.close();
    store = openBlobStore(path, keyring);
    await store.put(content(8 * MIB));
    await store.deleteUnreferenced(() => false);
    const before = statSync(path).size;
    await store.put(content(8 * MIB, 2));
    store.close();
    expect(statSync(path).size).toBeLessThan(before + MIB);
  });

  test('that runs out refuses the file and leaves nothing of it; a smaller one still goes in', async () => {
    store.close();
    store = openBlobStore(path, keyring, { maxByteLength: 4 * MIB, keepFreeBytes: 0 });
    const faults: string[] = [];
    store.onFault((fault) => faults.push(fault));
    await expect(store.put(content(8 * MIB))).rejects.toMatchObject({ name: 'StoreFull' });
    const digest = await store.put(content(2 * MIB, 2));
    expect(store.fault()).toBeNull();
    expect(faults).toEqual(['full']);
    expect(await digestsIn(store)).toEqual([digest]);
    expect(checkFiles(store)).toEqual({ fileCount: 1, damaged: [], isDigestRight: true });
    expect(countRowsWhenClosed('file_unfinished')).toBe(0);
  });
});

describe('a disk that fails', () => {
  test.each([0, 1, 2])('at commit %i of a file stops all further writing', async (failingAt) => {
    store.close();
    rmSync(path);
    let commits = -1;
    store = openBlobStore(path, keyring, {
      beforeCommit: () => {
        commits += 1;
        if (commits === failingAt)
          throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');
      },
    });
    await expect(store.put(content(3 * MIB))).rejects.toMatchObject({ name: 'StoreFailing' });
    await expect(store.put(content(1))).rejects.toMatchObject({ name: 'StoreFailing' });
    expect(store.fault()).toBe('failing');
    store.close();
    store = openBlobStore(path, keyring);
    await store.whenTidy();
    expect(await digestsIn(store)).toEqual([]);
    expect(checkFiles(store).isDigestRight).toBe(true);
  });
});

test('a store that is closed while a file comes in keeps nothing of it', async () => {
  const endless = async function* () {
    for (;;) yield* inPieces(content(MIB), CHUNK_BYTES);
  };
  const putting = store.putStream(endless());
  await expect.poll(() => store.rowCount(), { timeout: 10_000 }).toBeGreaterThan(10);
  store.close();
  await expect(putting).rejects.toMatchObject({ name: 'StoreClosed' });
  store = openBlobStore(path, keyring);
  await store.whenTidy();
  expect(store.rowCount()).toBe(0);
});

function countRowsWhenClosed(table: string): number {
  store.close();
  return countRows(path, table);
}
