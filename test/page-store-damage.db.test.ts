import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PAGE_BYTES } from '../main/platform/page-store/page-files.ts';
import {
  createPageStore,
  openPageStore,
  type PageStore,
} from '../main/platform/page-store/page-store.ts';
import { createRowDigest } from '../main/platform/page-store/row-digest.ts';
import { createSealer, type Place } from '../main/platform/page-store/sealing.ts';
import { checkStore, testKeyring } from './page-stores.ts';
import { bytes } from './posix-files.ts';

const keyring = testKeyring();
let folder = '';
let store: PageStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-damage-'));
  store = createPageStore(join(folder, 'records.store'), keyring);
  for (const name of ['/one', '/two']) store.filesystem.writeFile(name, bytes(3 * PAGE_BYTES));
  store.pages.commit();
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function firstPage(): { readonly id: number; readonly body: Buffer } {
  const page = store.sqlite
    .prepare<[], { id: number; body: Buffer }>('SELECT id, body FROM page LIMIT 1')
    .get();
  if (!page) throw new Error('The store has no page');
  return page;
}

function overwrite(sql: string, ...values: readonly unknown[]): void {
  store.sqlite.prepare(sql).run(...values);
}

describe('what somebody else did to the file', () => {
  test.for([0, 7, 16, 100, 8207])('a flipped bit in byte %i of a page is found', (at) => {
    const { id, body } = firstPage();
    body[at] = (body[at] ?? 0) ^ 4;
    overwrite('UPDATE page SET body = ? WHERE id = ?', body, id);
    expect(checkStore(store, 'authenticate').damaged).toEqual([{ path: '/one', pageNumber: 0 }]);
  });

  test('a damaged page is an error where it is read, and the rest stays readable', () => {
    const { id, body } = firstPage();
    body[50] = (body[50] ?? 0) ^ 1;
    overwrite('UPDATE page SET body = ? WHERE id = ?', body, id);
    store.close();
    store = openPageStore(store.path, keyring);
    const faults: string[] = [];
    store.onFault((fault) => faults.push(fault));
    const [one, two] = [store.filesystem.open('/one'), store.filesystem.open('/two')];
    const into = new Uint8Array(10);
    expect(() => store.filesystem.read(one, into, 0, 10, 0)).toThrow('EIO');
    expect(store.filesystem.read(one, into, 0, 10, PAGE_BYTES)).toBe(10);
    expect(store.filesystem.read(two, into, 0, 10, 0)).toBe(10);
    expect(faults).toEqual(['damaged']);
  });

  test('two pages that changed places are found', () => {
    const [first, second] = store.sqlite
      .prepare<[], { id: number }>('SELECT id FROM page LIMIT 2')
      .all();
    overwrite('UPDATE page SET id = -1 WHERE id = ?', first?.id);
    overwrite('UPDATE page SET id = ? WHERE id = ?', first?.id, second?.id);
    overwrite('UPDATE page SET id = ? WHERE id = -1', second?.id);
    const { damaged, isDigestRight } = checkStore(store, 'authenticate');
    expect([damaged.length, isDigestRight]).toEqual([2, false]);
  });

  test('a page replaced by its older self still opens, and is found by the digest', () => {
    const older = store.sqlite.prepare('SELECT * FROM page LIMIT 1').get();
    const descriptor = store.filesystem.open('/one');
    store.filesystem.write(descriptor, bytes(20, 9), 0, 20, 0);
    store.pages.commit();
    store.sqlite
      .prepare('INSERT OR REPLACE INTO page VALUES (:id, :opening, :serial, :body)')
      .run(older);
    const { damaged, isDigestRight } = checkStore(store, 'digest');
    expect([damaged, isDigestRight]).toEqual([[], false]);
  });

  test.for(['page', 'node'])('a removed row of table %s is found', (table) => {
    overwrite(`DELETE FROM ${table} WHERE id = (SELECT max(id) FROM ${table})`);
    expect(checkStore(store, 'digest').isDigestRight).toBe(false);
  });

  test('a changed salt makes every page of that opening unreadable, never wrong', () => {
    overwrite('UPDATE opening SET salt = zeroblob(16)');
    store.close();
    expect(() => openPageStore(store.path, keyring)).toThrow(/does not open/);
  });
});

test('a check that runs while pages change comes to the right end', () => {
  const change = record({
    name: constantFrom('/one', '/two', '/three'),
    at: integer({ min: 0, max: 4 * PAGE_BYTES }),
    stepped: integer({ min: 1, max: 3 }),
  });
  assert(
    property(array(change, { minLength: 1, maxLength: 12 }), (changes) => {
      const check = store.beginCheck('authenticate');
      let result = check.step(1).result;
      for (const { name, at, stepped } of changes) {
        if (!store.tree.find(name)) store.filesystem.writeFile(name, bytes(5));
        const descriptor = store.filesystem.open(name);
        store.filesystem.write(descriptor, bytes(100, at), 0, 100, at);
        store.filesystem.close(descriptor);
        if (at % 5 === 0) store.filesystem.truncate(name, Math.floor(at / 2));
        store.pages.commit();
        result ??= check.step(stepped).result;
      }
      while (result === null) ({ result } = check.step(4));
      expect(result).toMatchObject({ damaged: [], isDigestRight: true });
    }),
    { numRuns: 40 },
  );
});

describe('sealing', () => {
  const subkey = (key: Uint8Array): Uint8Array => Uint8Array.from(key);
  const place: Place = { table: 1, rowId: 5 };

  test('the same bytes sealed again, or in another opening, look like nothing before', () => {
    const sealers = [1, 2].map(() => createSealer({ keyring, subkey, openings: [] }));
    const seen = sealers.flatMap((sealer) => [
      sealer.seal(place, bytes(100)),
      sealer.seal(place, bytes(100)),
    ]);
    const bodies = new Set(seen.map(({ body }) => Buffer.from(body).toString('hex')));
    expect(bodies.size).toBe(4);
  });

  test.for([
    ['another row', { table: 1, rowId: 6 }],
    ['another table', { table: 2, rowId: 5 }],
  ] as const)('content opens nowhere but in its place: %s', ([, elsewhere]) => {
    const sealer = createSealer({ keyring, subkey, openings: [] });
    const sealed = sealer.seal(place, bytes(100));
    expect(sealer.open(place, sealed).equals(bytes(100))).toBe(true);
    expect(() => sealer.open(elsewhere, sealed)).toThrow(/authenticate/);
    const renumbered = { ...sealed, serial: sealed.serial + 1 };
    expect(() => sealer.open(place, renumbered)).toThrow(/authenticate/);
  });
});

test('the digest depends on every part of which rows there are, and on nothing else', () => {
  const digest = createRowDigest(new Uint8Array(32).fill(3));
  const row = { table: 1, rowId: 2 ** 52 + 1, opening: 7, serial: 9 };
  const other = { table: 2, rowId: 3, opening: 1, serial: 1 };
  const of = (...rows: readonly (typeof row)[]): string =>
    Buffer.from(digest.of(rows)).toString('hex');
  expect(of(row, other)).toBe(of(other, row));
  expect(of(row, row)).toBe('0'.repeat(32));
  const changed = [
    { ...row, table: 2 },
    { ...row, rowId: row.rowId - 1 },
    { ...row, rowId: row.rowId - 2 ** 48 },
    { ...row, opening: 8 },
    { ...row, serial: 10 },
  ];
  expect(new Set([row, ...changed].map((each) => of(each))).size).toBe(6);
});
