import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBlobReader } from '../main/platform/blob-store/blob-reader.ts';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { sha256 } from '../main/platform/file-store.ts';
import {
  checkFiles,
  collect,
  digestsIn,
  filesPath,
  keyringOf,
  listed,
  tamper,
} from './blob-stores.ts';
import { content } from './file-contents.ts';

const keyring = keyringOf(1);
const sizes = [3 * CHUNK_BYTES + 7, 2 * CHUNK_BYTES, 100] as const;
const files = sizes.map((size, seed) => content(size, seed + 10));
const digests = files.map(sha256);
let folder = '';
let path = '';
let store: BlobStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  path = filesPath(folder);
  store = openBlobStore(path, keyring);
  for (const bytes of files) await store.put(bytes);
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

type Row = { readonly id: number; readonly body: Buffer };

/** Closes the store, does something to its tables, and opens it again. */
function behindItsBack(...statements: readonly string[]): void {
  store.close();
  tamper(path, (sqlite) => {
    for (const sql of statements) sqlite.exec(sql);
  });
  store = openBlobStore(path, keyring);
}

function flipBit(table: string, nth: number, bit: number): void {
  store.close();
  tamper(path, (sqlite) => {
    const rows = sqlite.prepare<[], Row>(`SELECT id, body FROM ${table} ORDER BY id`).all();
    const row = rows[nth % rows.length];
    if (!row) throw new Error(`${table} has no row`);
    const at = Math.floor(bit / 8) % row.body.length;
    row.body[at] = (row.body[at] ?? 0) ^ (1 << (bit % 8));
    sqlite.prepare(`UPDATE ${table} SET body = ? WHERE id = ?`).run(row.body, row.id);
  });
}

test('a store that nobody touched is whole', () => {
  for (const depth of ['digest', 'authenticate'] as const)
    expect(checkFiles(store, depth)).toEqual({ fileCount: 3, damaged: [], isDigestRight: true });
});

test('any flipped bit of a chunk or an entry is found, and the file refused where it is read', async () => {
  await assert(
    asyncProperty(
      record({
        table: constantFrom('file_chunk', 'file_entry'),
        nth: integer({ min: 0, max: 9 }),
        bit: integer({ min: 0, max: 8 * (CHUNK_BYTES + 16) }),
      }),
      async ({ table, nth, bit }) => {
        flipBit(table, nth, bit);
        store = openBlobStore(path, keyring);
        const { damaged } = checkFiles(store);
        expect(damaged).toHaveLength(1);
        const outcomes = await Promise.allSettled(digests.map((digest) => store.get(digest)));
        const refused = outcomes.filter(({ status }) => status === 'rejected');
        expect(refused).toEqual([
          expect.objectContaining({ reason: expect.objectContaining({ name: 'FileDamaged' }) }),
        ]);
        // The same bit once more: as before.
        flipBit(table, nth, bit);
        store = openBlobStore(path, keyring);
        expect(checkFiles(store).damaged).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});

test('a file whose chunk is damaged is named by the check; its stream never comes to an end', async () => {
  flipBit('file_chunk', 2, 1000);
  store = openBlobStore(path, keyring);
  expect(checkFiles(store)).toEqual({
    fileCount: 3,
    damaged: [{ digest: digests[0], why: 'altered' }],
    isDigestRight: true,
  });
  const read = collect(await store.getStream(digests[0] ?? ''));
  await expect(read).rejects.toMatchObject({ name: 'FileDamaged' });
});

test.each([
  [0, 'file_chunk'],
  [1, 'file_chunk'],
  [2, 'file_entry'],
])('file %i, damaged in its %s, is whole once it is put again', async (nth, table) => {
  const rowOf = table === 'file_entry' ? await entryRowOf(nth) : [0, 4, 6][nth];
  flipBit(table, rowOf ?? 0, 333);
  store = openBlobStore(path, keyring);
  expect(await store.isWhole(digests[nth] ?? '')).toBe(false);
  await store.put(files[nth] ?? new Uint8Array());
  await store.deleteUnreferenced(() => true);
  expect(await digestsIn(store)).toEqual([...digests].toSorted());
  expect(checkFiles(store)).toEqual({ fileCount: 3, damaged: [], isDigestRight: true });
});

test('a damaged file that two put again at the same time is there once', async () => {
  flipBit('file_chunk', 5, 333);
  store = openBlobStore(path, keyring);
  const before = store.rowCount();
  const again = files[1] ?? new Uint8Array();
  await Promise.all([store.putStream([again]), store.putStream([again])]);
  await store.deleteUnreferenced(() => true);
  expect(await store.isWhole(digests[1] ?? '')).toBe(true);
  expect(store.rowCount()).toBe(before);
});

/** Which row of the entries, in their order, is a file's: the one without which it is not found. */
async function entryRowOf(nth: number): Promise<number> {
  return (await listed(store)).findIndex(({ digest }) => digest === digests[nth]);
}

describe('what somebody moved, removed or put back is found:', () => {
  test.each([
    [
      'two chunks that changed places',
      `CREATE TEMP TABLE both AS SELECT * FROM file_chunk ORDER BY id LIMIT 2;
       UPDATE file_chunk SET (opening, serial, body) = (
         SELECT opening, serial, body FROM both WHERE both.id <> file_chunk.id)
       WHERE id IN (SELECT id FROM both)`,
      [{ digest: digests[0], why: 'altered' }],
    ],
    [
      'a chunk that stands where another should',
      `DELETE FROM file_chunk WHERE id = (SELECT min(id) FROM file_chunk);
       UPDATE file_chunk SET id = id - 1 WHERE id = (SELECT min(id) FROM file_chunk)`,
      [{ digest: digests[0], why: 'missing' }],
    ],
    [
      'a chunk that is gone',
      'DELETE FROM file_chunk WHERE id = (SELECT max(id) FROM file_chunk)',
      [{ digest: digests[2], why: 'missing' }],
    ],
    [
      'an entry that is gone',
      'DELETE FROM file_entry WHERE id = (SELECT max(id) FROM file_entry)',
      [],
    ],
    [
      'a row that was added',
      `INSERT INTO file_chunk (id, opening, serial, body)
       SELECT max(id) + 5000000, opening, serial, body FROM file_chunk`,
      [],
    ],
  ])('%s', (_what, sql, damaged) => {
    behindItsBack(sql);
    expect(checkFiles(store, 'authenticate')).toMatchObject({ damaged, isDigestRight: false });
    expect(checkFiles(store, 'digest').isDigestRight).toBe(false);
  });

  test('a deleted file that was put back with all its rows', async () => {
    const before = copyOfFile();
    await store.deleteUnreferenced((digest) => digest !== digests[0]);
    store.close();
    tamper(path, (sqlite) => {
      sqlite.prepare('ATTACH ? AS before').run(before);
      for (const table of ['file_entry', 'file_chunk'])
        sqlite.exec(`INSERT OR IGNORE INTO main.${table} SELECT * FROM before.${table}`);
    });
    store = openBlobStore(path, keyring);
    expect(await store.isWhole(digests[0] ?? '')).toBe(true);
    expect(checkFiles(store)).toMatchObject({ damaged: [], isDigestRight: false });
  });

  test('a chunk out of a copy of this store that went another way', async () => {
    const copy = copyOfFile();
    const digest = await store.put(content(500, 21));
    store.close();
    const elsewhere = openBlobStore(copy, keyring);
    await elsewhere.put(content(500, 22));
    elsewhere.close();
    tamper(path, (sqlite) => {
      sqlite.prepare('ATTACH ? AS copy').run(copy);
      // Same key, same place, same length: only what the whole file is tells them apart.
      sqlite.exec(`
        INSERT INTO file_opening SELECT 1000, generation, salt FROM copy.file_opening
          WHERE id = (SELECT max(id) FROM copy.file_opening);
        UPDATE file_chunk SET (opening, serial, body) =
            (SELECT 1000, serial, body FROM copy.file_chunk AS other WHERE other.id = file_chunk.id)
          WHERE id = (SELECT max(id) FROM file_chunk)`);
    });
    store = openBlobStore(path, keyring);
    await expect(store.get(digest)).rejects.toMatchObject({ name: 'FileDamaged' });
    const damaged = [{ digest, why: 'altered' }];
    expect(checkFiles(store)).toMatchObject({ damaged, isDigestRight: false });
  });

  test('the head of before', async () => {
    const before = copyOfFile();
    await store.put(content(50, 99));
    store.close();
    tamper(path, (sqlite) => {
      sqlite.prepare('ATTACH ? AS before').run(before);
      sqlite.exec('REPLACE INTO main.file_head SELECT * FROM before.file_head');
    });
    store = openBlobStore(path, keyring);
    expect(checkFiles(store)).toMatchObject({ damaged: [], isDigestRight: false });
  });
});

describe('a file of files whose head is damaged', () => {
  test('is refused, and can still be read', async () => {
    flipBit('file_head', 0, 300);
    expect(() => openBlobStore(path, keyring)).toThrow(
      expect.objectContaining({ name: 'FilesDamaged' }),
    );
    const reader = openBlobReader(path, keyring);
    expect(await digestsIn(reader)).toEqual([...digests].toSorted());
    expect(sha256((await reader.get(digests[0] ?? '')) ?? content(1))).toBe(digests[0]);
    expect(checkFiles(reader)).toEqual({ fileCount: 3, damaged: [], isDigestRight: false });
    reader.close();
    rmSync(path);
    store = openBlobStore(path, keyring);
  });
});

describe('a check', () => {
  test('goes on in steps while files come and go, and is right about what stays', async () => {
    const check = store.beginCheck('authenticate');
    let steps = 1;
    let last = check.step(1);
    for (; last.result === null; last = check.step(1)) {
      expect(last.done).toBeLessThanOrEqual(last.total);
      steps += 1;
      if (steps % 3 === 0 && steps < 30) await store.put(content(1000, steps));
      if (steps === 12) await store.deleteUnreferenced((digest) => digest !== digests[1]);
    }
    expect(steps).toBeGreaterThan(30);
    expect(last.result).toMatchObject({ damaged: [], isDigestRight: true });
  });

  test('names no file that was deleted while it was read, whenever that was', async () => {
    for (let deletedAt = 1; deletedAt < 12; deletedAt += 1) {
      await store.deleteUnreferenced(() => false);
      await store.put(content(5 * CHUNK_BYTES, deletedAt));
      const check = store.beginCheck('authenticate');
      let steps = 1;
      let last = check.step(1);
      for (; last.result === null; last = check.step(1)) {
        if (steps === deletedAt) await store.deleteUnreferenced(() => false);
        steps += 1;
      }
      expect(steps).toBeGreaterThan(deletedAt);
      expect(last.result).toMatchObject({ damaged: [], isDigestRight: true });
    }
  });
});

/** Closes the store, copies its file, and opens it again. */
function copyOfFile(): string {
  store.close();
  const copy = join(folder, 'before');
  copyFileSync(path, copy);
  store = openBlobStore(path, keyring);
  return copy;
}
