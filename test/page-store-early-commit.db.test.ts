import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PAGE_BYTES } from '../main/platform/page-store/page-files.ts';
import {
  createPageStore,
  openPageStore,
  type PageStore,
} from '../main/platform/page-store/page-store.ts';
import { testKeyring } from './page-stores.ts';
import { bytes, outcome, storeFiles } from './posix-files.ts';

const keyring = testKeyring();
const DIRTY_PAGES = 4;
let folder = '';
let store: PageStore;
let isFull = false;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-early-'));
  isFull = false;
  store = createPageStore(join(folder, 'records.store'), keyring, {
    dirtyPages: DIRTY_PAGES,
    beforeCommit: () => {
      if (isFull) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
    },
  });
  const files = storeFiles(store);
  files.mkdir('/folder');
  files.writeFile('/folder/a', bytes(10));
  files.mkdir('/folder/b');
  files.writeFile('/standing', bytes(100, 3));
  files.writeFile('/other', bytes(100, 4));
  store.pages.commit();
  // As many changed pages as there may be, in files that are not on the disk yet.
  files.writeFile('/moving', bytes(2 * PAGE_BYTES, 5));
  files.writeFile('/folder/a', bytes(2 * PAGE_BYTES, 6));
  if (store.pages.dirtyCount() !== DIRTY_PAGES) throw new Error('The store is not full of changes');
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

/** All names below the root, with what is in the files. */
function everything({ tree, filesystem }: PageStore): readonly string[] {
  const all = [...tree.all()].map(({ path, size }) => {
    const into = Buffer.alloc(size);
    const descriptor = filesystem.open(path ?? '');
    filesystem.read(descriptor, into, 0, size, 0);
    filesystem.close(descriptor);
    return `${path} ${into.toString('base64')}`;
  });
  return all.toSorted();
}

/** What stands in the file now, as after a kill: opened from a copy. */
function afterKill(): readonly string[] {
  const copy = join(folder, 'copy.store');
  for (const end of ['', '-wal']) {
    rmSync(copy + end, { force: true });
    if (existsSync(store.path + end)) copyFileSync(store.path + end, copy + end);
  }
  const copied = openPageStore(copy, keyring);
  try {
    const paths = [...copied.tree.all()].length;
    const nodes = Number(copied.sqlite.prepare('SELECT count(*) FROM node').pluck().get());
    expect(nodes, 'one node for each name').toBe(paths);
    return everything(copied);
  } finally {
    copied.close();
  }
}

const operations: Readonly<Record<string, (files: ReturnType<typeof storeFiles>) => unknown>> = {
  'a rename over another file': (files) => files.rename('/moving', '/standing'),
  'a rename of a folder': (files) => files.rename('/folder', '/renamed'),
  'an unlink': (files) => files.unlink('/standing'),
  'an unlink of a file that is open': (files) => {
    files.open('/standing');
    files.unlink('/standing');
  },
  'a new folder': (files) => files.mkdir('/new'),
  'a new file': (files) => files.writeFile('/new', new Uint8Array()),
  'the removal of a folder': (files) => files.rmdir('/folder/b'),
  'a change of permissions': (files) => files.chmod('/standing', 0o400),
  'a write': (files) => files.write(files.open('/standing'), bytes(3, 9), 50),
  'a cut': (files) => files.truncate('/standing', 7),
};

describe('with as many changed pages as memory takes', () => {
  test.for(Object.entries(operations))(
    '%s is there as a whole after a kill, or not at all',
    ([, operate]) => {
      const before = afterKill();
      const early = everything(store);
      operate(storeFiles(store));
      expect([before, early, everything(store)]).toContainEqual(afterKill());
    },
  );

  test.for(Object.entries(operations))(
    '%s on a full disk is the same in memory and, once there is room, on the disk',
    ([, operate]) => {
      isFull = true;
      // PGlite hears of no error of an unlink: what is refused must not have happened at all.
      const before = everything(store);
      const refused = outcome(() => operate(storeFiles(store))) === 'ENOSPC';
      expect(refused ? everything(store) : before).toEqual(before);
      isFull = false;
      storeFiles(store).writeFile('/standing again', bytes(3));
      store.pages.commit();
      const unlinked = Number(store.sqlite.prepare('SELECT count(*) FROM node').pluck().get());
      expect(unlinked).toBeGreaterThanOrEqual([...store.tree.all()].length);
      const inMemory = everything(store);
      store.close();
      store = openPageStore(store.path, keyring);
      expect(everything(store)).toEqual(inMemory);
    },
  );
});
