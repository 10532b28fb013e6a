import { expect, test } from 'vitest';
import { openingFailureText } from './opening-failure.ts';
import { StoreDamaged, StoreFromNewerRelease, WrongKey } from './page-store/store-errors.ts';

const coded = (code: string) => Object.assign(new Error('/home/nurse/records'), { code });

test.each([
  [new StoreDamaged(), /Restore them from a backup/],
  [new StoreFromNewerRelease(), /newer release/],
  [new WrongKey(), /not those that this passphrase/],
  [coded('ENOSPC'), /disk is full/],
  [coded('SQLITE_FULL'), /disk is full/],
  [coded('SQLITE_IOERR_FSYNC'), /disk could not be read or written/],
  [coded('SQLITE_CANTOPEN'), /may not be used by you/],
  [coded('SQLITE_READONLY_DIRECTORY'), /can only be read/],
  [new Error('/home/nurse/records'), /could not be opened/],
  ['a text', /could not be opened/],
])('%s is told in words that say what to do, and no path', (error, words) => {
  const text = openingFailureText(error);
  expect(text).toMatch(words);
  expect(text).not.toContain('/home');
});
