import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetKeyring, type Keyring } from '../main/platform/keys/keyring.ts';
import { openDatabase } from '../main/platform/database.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { probeDurability } from '../main/platform/page-store/durability-probe.ts';
import { PAGE_BYTES } from '../main/platform/page-store/page-files.ts';
import {
  createPageStore,
  openPageStore,
  type PageStore,
} from '../main/platform/page-store/page-store.ts';
import { startParameters } from '../main/platform/start-parameters.ts';
import { checkStore, fillFromTemplate, testKeyring } from './page-stores.ts';

let folder = '';
let path = '';
let keyring: Keyring;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caretrail-store-'));
  path = join(folder, 'records.store');
  keyring = testKeyring();
});

afterEach(() => rm(folder, { recursive: true }));

async function openPglite(store: PageStore): Promise<PGlite> {
  return PGlite.create({ fs: store.filesystem, startParams: startParameters });
}

describe('what PGlite promises on the page store', () => {
  test('PostgreSQL runs with the settings that make a commit last, and without -F', async () => {
    expect(startParameters).not.toContain('-F');
    const store = createPageStore(path, keyring);
    await fillFromTemplate(store);
    const pglite = await openPglite(store);
    const { rows } = await pglite.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name`,
      [['fsync', 'full_page_writes', 'synchronous_commit', 'wal_sync_method', 'wal_recycle']],
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'off',
      synchronous_commit: 'on',
      wal_sync_method: 'fsync',
      wal_recycle: 'off',
    });
    await pglite.close();
  });

  test('every commit is one fsync and one commit of the store, before the answer', async () => {
    const store = createPageStore(path, keyring);
    await fillFromTemplate(store);
    const pglite = await openPglite(store);
    await pglite.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY)');
    const seen: string[] = [];
    for (let id = 0; id < 5; id += 1) {
      const [fsyncs, commits] = [store.filesystem.fsyncCount, store.commitNumber()];
      await pglite.query('INSERT INTO kept VALUES ($1)', [id]);
      seen.push(`${store.filesystem.fsyncCount - fsyncs} ${store.commitNumber() - commits}`);
    }
    expect(seen).toEqual(['1 1', '1 1', '1 1', '1 1', '1 1']);
    const commits = store.commitNumber();
    await pglite.transaction(async (tx) => {
      for (let id = 5; id < 10; id += 1) await tx.query('INSERT INTO kept VALUES ($1)', [id]);
      expect(store.commitNumber()).toBe(commits);
    });
    expect(store.commitNumber()).toBe(commits + 1);
    await pglite.close();
  });

  test('what was committed is there after the file is taken away in the middle of the work', async () => {
    const store = createPageStore(path, keyring);
    await fillFromTemplate(store);
    const pglite = await openPglite(store);
    await pglite.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY)');
    await pglite.query('INSERT INTO kept SELECT generate_series(1, 1000)');
    // No shutdown: as if the process were killed here.
    store.close();
    const again = openPageStore(path, keyring);
    const reopened = await openPglite(again);
    const { rows } = await reopened.query('SELECT count(*)::int AS count FROM kept');
    expect(rows).toEqual([{ count: 1000 }]);
    await reopened.close();
  });

  test('a PGlite whose commits do not arrive is refused at the start', async () => {
    const store = createPageStore(path, keyring);
    await fillFromTemplate(store);
    const pglite = await PGlite.create({
      fs: store.filesystem,
      startParams: PGlite.defaultStartParams,
    });
    await expect(probeDurability(store, (sql) => pglite.exec(sql))).rejects.toThrow(
      /cannot be kept safely/,
    );
    await pglite.close();
  });
});

test('a second opener is refused while the first is there, and let in after it', () => {
  const store = createPageStore(path, keyring);
  expect(() => openPageStore(path, keyring)).toThrow(/already open/);
  store.close();
  openPageStore(path, keyring).close();
});

test('another key opens nothing and changes nothing', async () => {
  const store = createPageStore(path, keyring);
  await fillFromTemplate(store);
  store.close();
  const before = await stat(path);
  expect(() => openPageStore(path, testKeyring())).toThrow(/does not open/);
  const other = { current: 2, keys: new Map([[2, new Uint8Array(randomBytes(32))]]) };
  expect(() => openPageStore(path, other)).toThrow(/does not open/);
  expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);
});

test('a file of a newer format is refused and left alone', () => {
  const store = createPageStore(path, keyring);
  store.sqlite.pragma('user_version = 99');
  store.close();
  expect(() => openPageStore(path, keyring)).toThrow(/newer release/);
});

test.skipIf(process.platform === 'win32')(
  'only the owner can read the file and its log (no such modes on Windows)',
  async () => {
    const store = createPageStore(path, keyring);
    store.filesystem.writeFile('/a', 'x');
    store.pages.commit();
    for (const file of [path, `${path}-wal`]) expect((await stat(file)).mode & 0o077).toBe(0);
    store.close();
  },
);

test('on macOS too, a commit passes the cache of the disk itself (a setting that does nothing elsewhere)', () => {
  const store = createPageStore(path, keyring);
  const setting = (name: string): unknown => store.sqlite.pragma(name, { simple: true });
  expect([setting('synchronous'), setting('fullfsync')]).toEqual([2, 1]);
  store.close();
});

test('a store whose last commit fails can be opened again in the same process', async () => {
  let isFull = false;
  const store = createPageStore(path, keyring, {
    beforeCommit: () => {
      if (isFull) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    },
  });
  store.filesystem.writeFile('/kept', 'text');
  store.pages.commit();
  store.filesystem.writeFile('/lost', 'text');
  isFull = true;
  await expect(store.filesystem.closeFs()).rejects.toThrow('ENOSPC');
  const again = openPageStore(path, keyring);
  expect(again.filesystem.readdir('/')).toEqual(['.', '..', 'kept']);
  again.close();
});

test('a keyring that is forgotten too early costs nobody what is written afterwards', () => {
  createPageStore(path, keyring).close();
  const given: Keyring = {
    current: 1,
    keys: new Map([...keyring.keys].map(([generation, key]) => [generation, key.slice()])),
  };
  const store = openPageStore(path, given);
  forgetKeyring(given);
  store.filesystem.writeFile('/late', 'text');
  store.pages.commit();
  store.close();
  const again = openPageStore(path, keyring);
  expect(again.filesystem.lstat('/late').size).toBe(4);
  expect(checkStore(again, 'authenticate')).toMatchObject({ damaged: [], isDigestRight: true });
  again.close();
});

describe('memory', () => {
  test('changed pages are committed early, and only at the border of an operation', () => {
    const committed: number[] = [];
    const store = createPageStore(path, keyring, {
      dirtyPages: 8,
      beforeCommit: () => committed.push(store.pages.dirtyCount()),
    });
    store.filesystem.writeFile('/wide', '');
    const descriptor = store.filesystem.open('/wide');
    const wide = new Uint8Array(20 * PAGE_BYTES).fill(7);
    store.filesystem.write(descriptor, wide, 0, wide.length, 0);
    // One operation is never cut in two, however much it writes.
    expect(store.pages.dirtyCount()).toBe(20);
    store.filesystem.write(descriptor, wide, 0, PAGE_BYTES, 0);
    expect(committed).toEqual([20]);
    expect(store.pages.dirtyCount()).toBe(1);
    store.close();
  });
});

describe('changing the key of everything', () => {
  test('goes in steps between commits, can be cut off, and leaves nothing under the old key', async () => {
    const store = createPageStore(path, keyring);
    await fillFromTemplate(store);
    const [old] = keyring.keys.values();
    const [oldKey, newKey] = [old ?? new Uint8Array(), new Uint8Array(randomBytes(32))];
    const both: Keyring = {
      current: 2,
      keys: new Map([
        [1, oldKey],
        [2, newKey],
      ]),
    };
    const reseal = store.beginReseal(both);
    reseal.step(100);
    store.filesystem.writeFile('/written-meanwhile', 'text');
    store.pages.commit();
    store.close();

    const again = openPageStore(path, both);
    const rest = again.beginReseal(both);
    for (let step = rest.step(500); !step.isDone; step = rest.step(500));
    expect(checkStore(again, 'authenticate')).toMatchObject({ damaged: [], isDigestRight: true });
    again.close();

    const onlyNew = { current: 2, keys: new Map([[2, newKey]]) };
    const opened = openPageStore(path, onlyNew);
    expect(checkStore(opened, 'authenticate')).toMatchObject({ damaged: [], isDigestRight: true });
    opened.close();
    expect(() => openPageStore(path, keyring)).toThrow(/does not open/);
  });
});

describe('a change of key that meets trouble', () => {
  const both = (): Keyring => ({
    current: 2,
    keys: new Map([...keyring.keys, [2, new Uint8Array(randomBytes(32))]]),
  });

  test.for([
    ['SQLITE_FULL', 'full', 'ENOSPC'],
    ['SQLITE_IOERR_FSYNC', 'failing', 'EIO'],
  ] as const)('tells of it as any commit does: %s', ([code, fault, errno]) => {
    let isFailing = false;
    const store = createPageStore(path, keyring, {
      beforeCommit: () => {
        if (isFailing) throw new Database.SqliteError('trouble', code);
      },
    });
    const faults: string[] = [];
    store.onFault((each) => faults.push(each));
    const reseal = store.beginReseal(both());
    isFailing = true;
    expect(() => reseal.step(100)).toThrow(errno);
    expect([store.fault(), faults]).toEqual([fault, [fault]]);
    store.close();
  });

  test('tells of a damaged page, after which nothing more is saved', () => {
    const store = createPageStore(path, keyring);
    store.filesystem.writeFile('/file', 'text');
    store.pages.commit();
    store.sqlite.exec('UPDATE page SET body = zeroblob(length(body))');
    const reseal = store.beginReseal(both());
    const step = (): void => {
      while (!reseal.step(100).isDone);
    };
    expect(step).toThrow('EIO');
    expect(store.fault()).toBe('damaged');
    store.close();
  });
});

test('the database opens on a store and is refused when another release has moved it on', async () => {
  const store = createPageStore(path, keyring);
  await fillFromTemplate(store);
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  const database = await openDatabase({ store }, migrations);
  await database.close();
  const older = openPageStore(path, keyring);
  await expect(openDatabase({ store: older }, migrations.slice(0, 3))).rejects.toThrow(/newer/);
  expect(() => openPageStore(path, keyring).close()).not.toThrow();
});
