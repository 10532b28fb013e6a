import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Arbitrary,
  array,
  assert,
  constant,
  integer,
  oneof,
  property,
  record,
} from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { PAGE_BYTES } from '../main/platform/page-store/page-files.ts';
import { createPageStore, openPageStore } from '../main/platform/page-store/page-store.ts';
import { checkStore, testKeyring } from './page-stores.ts';
import { corners } from './posix-corners.ts';
import { bytes, type Files, outcome, plainFiles, storeFiles } from './posix-files.ts';

let folder = '';
const keyring = testKeyring();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caretrail-posix-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the store does to files what a plain folder does', () => {
  test.for(Object.entries(corners))('%s', ([, corner]) => {
    const expected = corner(plainFiles(join(folder, 'plain')));
    const path = join(folder, 'records.store');
    const store = createPageStore(path, keyring);
    expect(corner(storeFiles(store))).toEqual(expected);
    store.pages.commit();
    expect(checkStore(store, 'authenticate')).toMatchObject({ damaged: [], isDigestRight: true });
    store.close();
  });
});

type FileStep =
  | { readonly do: 'write'; readonly name: number; readonly at: number; readonly length: number }
  | { readonly do: 'truncate'; readonly name: number; readonly size: number }
  | { readonly do: 'rename'; readonly name: number; readonly to: number }
  | { readonly do: 'unlink'; readonly name: number };
type Step = FileStep | { readonly do: 'commit' } | { readonly do: 'reopen' };

const name = integer({ min: 0, max: 4 });
const size = integer({ min: 0, max: 5 * PAGE_BYTES });
const step: Arbitrary<Step> = oneof(
  { weight: 6, arbitrary: record({ do: constant('write'), name, at: size, length: size }) },
  { weight: 2, arbitrary: record({ do: constant('truncate'), name, size }) },
  { weight: 2, arbitrary: record({ do: constant('rename'), name, to: name }) },
  { weight: 1, arbitrary: record({ do: constant('unlink'), name }) },
  { weight: 2, arbitrary: record({ do: constant('commit') }) },
  { weight: 1, arbitrary: record({ do: constant('reopen') }) },
);

function perform(files: Files, each: FileStep): unknown {
  const path = `/f${each.name}`;
  switch (each.do) {
    case 'write': {
      if (typeof outcome(() => files.size(path)) !== 'number')
        files.writeFile(path, new Uint8Array());
      const descriptor = files.open(path);
      const written = files.write(descriptor, bytes(each.length, each.at), each.at);
      files.close(descriptor);
      return written;
    }
    case 'truncate':
      return outcome(() => files.truncate(path, each.size));
    case 'rename':
      return outcome(() => files.rename(path, `/f${each.to}`));
    case 'unlink':
      return outcome(() => files.unlink(path));
  }
}

function contents(files: Files): unknown {
  return files.readdir('/').map((each) => {
    const descriptor = files.open(`/${each}`);
    const content = files.read(descriptor, 20 * PAGE_BYTES, 0).toString('base64');
    files.close(descriptor);
    return [each, content];
  });
}

test('any run of writes, cuts, renames and reopenings leaves the same files as in a plain folder', () => {
  let run = 0;
  assert(
    property(array(step, { maxLength: 30 }), (steps) => {
      run += 1;
      const plain = plainFiles(join(folder, `plain${run}`));
      const path = join(folder, `store${run}`);
      const options = { dirtyPages: 4, cachedPages: 3 };
      let store = createPageStore(path, keyring, options);
      const seen: (readonly [unknown, unknown])[] = [];
      for (const each of steps) {
        if (each.do === 'commit' || each.do === 'reopen') {
          store.pages.commit();
          if (each.do === 'commit') continue;
          store.close();
          store = openPageStore(path, keyring, options);
          seen.push([contents(storeFiles(store)), contents(plain)]);
        } else seen.push([perform(storeFiles(store), each), perform(plain, each)]);
      }
      for (const [ours, theirs] of seen) expect(ours).toEqual(theirs);
      expect(contents(storeFiles(store))).toEqual(contents(plain));
      store.pages.commit();
      const whole = { damaged: [], isDigestRight: true };
      expect(checkStore(store, 'authenticate')).toMatchObject(whole);
      store.close();
      expect(existsSync(path)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a file that was unlinked while open is gone after the program was killed', () => {
  const path = join(folder, 'records.store');
  const store = createPageStore(path, keyring);
  store.filesystem.writeFile('/gone', bytes(4 * PAGE_BYTES));
  store.pages.commit();
  const rows = store.rowCount();
  store.filesystem.open('/gone');
  store.filesystem.unlink('/gone');
  store.pages.commit();
  store.close();
  const again = openPageStore(path, keyring);
  again.pages.commit();
  expect(again.filesystem.readdir('/')).toEqual(['.', '..']);
  expect(again.rowCount()).toBe(rows - 5);
  again.close();
});
