import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BlobStore, openBlobStore } from '../main/platform/blob-store/blob-store.ts';
import type { Keyring } from '../main/platform/keys/keyring.ts';
import { checkFiles, filesPath, keyringOf, tamper } from './blob-stores.ts';
import { content } from './file-contents.ts';

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

describe('the file of stored files', () => {
  test('keeps them when it is closed and opened again', async () => {
    expect(store.wasCreated).toBe(true);
    const digest = await store.put(content(3 * MIB));
    store.close();
    store = openBlobStore(path, keyring);
    expect(store.wasCreated).toBe(false);
    expect(await store.isWhole(digest)).toBe(true);
    expect(checkFiles(store)).toEqual({ fileCount: 1, damaged: [], isDigestRight: true });
  });

  test('holds neither a content nor a digest that could be read or recognised', async () => {
    const bytes = Buffer.alloc(3000, 'Maria Núñez ');
    const digest = await store.put(bytes);
    store.close();
    const raw = readFileSync(path);
    expect(raw.includes('Maria')).toBe(false);
    expect(raw.includes(Buffer.from(digest, 'hex'))).toBe(false);
    expect(raw.includes(digest)).toBe(false);
  });

  test('tells nobody without its key that it holds a file that is known elsewhere', async () => {
    const entryIdUnder = async (name: string, key: Keyring): Promise<unknown> => {
      const other = openBlobStore(join(folder, name), key);
      await other.put(content(300));
      other.close();
      return tamper(join(folder, name), (sqlite) =>
        sqlite.prepare('SELECT id FROM file_entry').pluck().get(),
      );
    };
    const id = await entryIdUnder('one', keyring);
    expect(await entryIdUnder('same key', keyring)).toBe(id);
    expect(await entryIdUnder('another key', keyringOf(1))).not.toBe(id);
  });

  test.skipIf(process.platform === 'win32')(
    'is readable by its owner only (no such modes on Windows)',
    async () => {
      await store.put(content(10));
      for (const each of [path, `${path}-wal`]) expect(statSync(each).mode & 0o077).toBe(0);
    },
  );

  test('is refused to a second opener in this process', () => {
    expect(() => openBlobStore(path, keyring)).toThrow(/already open/);
  });

  test('is refused while another process has it, and free once that one is killed', async () => {
    store.close();
    const holder = join(folder, 'holder.ts');
    const storeModule = join(import.meta.dirname, '../main/platform/blob-store/blob-store.ts');
    writeFileSync(
      holder,
      `const { openBlobStore } = await import(${JSON.stringify(storeModule)});
       const keyring = { current: 1, keys: new Map([[1, new Uint8Array(32)]]) };
       globalThis.held = openBlobStore(${JSON.stringify(join(folder, 'other.store'))}, keyring);
       process.send('held');
       setInterval(() => undefined, 1000);`,
    );
    const child = fork(holder);
    await once(child, 'message');
    const zeros = { current: 1, keys: new Map([[1, new Uint8Array(32)]]) };
    const other = join(folder, 'other.store');
    expect(() => openBlobStore(other, zeros)).toThrow(/already open/);
    child.kill('SIGKILL');
    await once(child, 'exit');
    openBlobStore(other, zeros).close();
  });

  test.each([
    ['another key', keyringOf(1), 'WrongKey'],
    ['a key of another generation', keyringOf(2), 'WrongKey'],
  ])('does not open with %s, and is not touched', async (_which, other, refusal) => {
    await store.put(content(10));
    store.close();
    const before = readFileSync(path);
    expect(() => openBlobStore(path, other)).toThrow(expect.objectContaining({ name: refusal }));
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('of a newer release is refused', () => {
    store.close();
    tamper(path, (sqlite) => sqlite.exec('UPDATE file_format SET version = 2'));
    expect(() => openBlobStore(path, keyring)).toThrow(/newer release/);
  });

  test.each([
    ['no database', (): void => writeFileSync(path, content(50_000))],
    ['an empty file', (): void => writeFileSync(path, '')],
    [
      'another database',
      (): void =>
        tamper(path, (sqlite) => {
          sqlite.exec('DROP TABLE file_format; CREATE TABLE something (id INTEGER)');
        }),
    ],
  ])('that is %s is refused as damaged', (_what, replace) => {
    store.close();
    replace();
    expect(() => openBlobStore(path, keyring)).toThrow(
      expect.objectContaining({ name: 'FilesDamaged' }),
    );
  });

  test('whose making was cut off is made anew', () => {
    store.close();
    rmSync(path);
    writeFileSync(`${path}.making`, 'half');
    store = openBlobStore(path, keyring);
    expect(store.wasCreated).toBe(true);
  });
});
