import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobReader } from '../main/platform/blob-store/blob-reader.ts';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import { CHUNK_BYTES } from '../main/platform/blob-store/file-tables.ts';
import { sha256 } from '../main/platform/file-store.ts';
import { checkFiles, digestsIn, filesPath, keyringOf, tamper } from './blob-stores.ts';
import { content } from './file-contents.ts';

const keyring = keyringOf(1);
const files = [0, 100, CHUNK_BYTES + 1, 6 * CHUNK_BYTES].map((size, seed) => content(size, seed));
const byteLength = files.reduce((sum, { length }) => sum + length, 0);
let folder = '';
let backup = '';
let store: BlobStore;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail files '));
  store = openBlobStore(filesPath(folder), keyring);
  for (const bytes of files) await store.put(bytes);
  backup = join(folder, 'a.backup');
  tamper(backup, (sqlite) =>
    sqlite.exec(`PRAGMA journal_mode = WAL; CREATE TABLE page (id INTEGER PRIMARY KEY);
      INSERT INTO page VALUES (1), (2)`),
  );
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

test('a backup takes every file in beside what it holds, as one file that checks and reads as whole', async () => {
  const seen: number[] = [];
  const copied = await store.copyInto(backup, {
    onProgress: (done, total) => seen.push(done / total),
  });
  expect(copied).toEqual({ fileCount: 4, byteLength, damaged: [] });
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  const reader = openBlobReader(backup, keyring);
  expect(checkFiles(reader)).toEqual({ fileCount: 4, damaged: [], isDigestRight: true });
  expect(await digestsIn(reader)).toEqual(files.map(sha256).toSorted());
  reader.close();
  expect(
    tamper(backup, (sqlite) => sqlite.prepare('SELECT count(*) FROM page').pluck().get()),
  ).toBe(2);
  expect(tamper(backup, (sqlite) => sqlite.pragma('integrity_check', { simple: true }))).toBe('ok');
});

test('a store that is restored from a backup has all its files once, and those that it had', async () => {
  await store.copyInto(backup);
  const other = openBlobStore(join(folder, 'restored'), keyring);
  const own = await other.put(content(77, 77));
  expect(await other.restoreFrom(backup)).toEqual({ fileCount: 4, byteLength, damaged: [] });
  for (const bytes of files) expect(await other.isWhole(sha256(bytes))).toBe(true);
  expect(await other.isWhole(own)).toBe(true);
  const commits = other.commitNumber();
  expect(await other.restoreFrom(backup)).toEqual({ fileCount: 4, byteLength, damaged: [] });
  expect(other.commitNumber()).toBe(commits);
  expect(checkFiles(other)).toMatchObject({ fileCount: 5, damaged: [], isDigestRight: true });
  other.close();
});

test('a damaged file is left out of a backup and named; the others are in it', async () => {
  const damaged = sha256(files[3] ?? content(0));
  store.close();
  tamper(store.path, (sqlite) =>
    sqlite.exec(`UPDATE file_chunk SET body = zeroblob(length(body))
      WHERE id = (SELECT max(id) FROM file_chunk)`),
  );
  store = openBlobStore(store.path, keyring);
  expect(await store.copyInto(backup)).toMatchObject({ fileCount: 3, damaged: [damaged] });
  const reader = openBlobReader(backup, keyring);
  expect(checkFiles(reader)).toEqual({ fileCount: 3, damaged: [], isDigestRight: true });
  reader.close();
});

test('a backup is copied while files come in, and nothing is deleted before it ends', async () => {
  const copying = store.copyInto(backup);
  const deleting = store.deleteUnreferenced(() => false);
  const late = await store.put(content(10, 5));
  expect((await copying).fileCount).toBeGreaterThanOrEqual(4);
  expect((await deleting).fileCount).toBe(4);
  expect(await digestsIn(store)).toEqual([late]);
});

test('copying stops when it is asked to, and deletions go on', async () => {
  const stop = new AbortController();
  const onProgress = (): void => stop.abort(new Error('enough'));
  const options = { signal: stop.signal, onProgress };
  await expect(store.copyInto(backup, options)).rejects.toThrow('enough');
  expect((await store.deleteUnreferenced(() => false)).fileCount).toBe(4);
});

test('a backup file that is not there is refused, and the store goes on', async () => {
  await expect(store.copyInto(join(folder, 'missing.backup'))).rejects.toThrow(/disk/);
  expect((await store.copyInto(backup)).fileCount).toBe(4);
});

test('a backup is neither read nor changed with another key', async () => {
  await store.copyInto(backup);
  const before = readFileSync(backup);
  const other = openBlobStore(join(folder, 'other'), keyringOf(1));
  await expect(other.restoreFrom(backup)).rejects.toMatchObject({ name: 'WrongKey' });
  other.close();
  expect(readFileSync(backup).equals(before)).toBe(true);
});
