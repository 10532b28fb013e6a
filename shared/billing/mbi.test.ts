import { expect, test } from 'vitest';
import { mbiOf } from './mbi.ts';

test.for(['1EG4TE5MK73', '1EG4-TE5-MK73', '1eg4 te5 mk73'])(
  '%s is read as the card means it',
  (text) => {
    expect(mbiOf(text)).toBe('1EG4TE5MK73');
  },
);

test.for([
  ['0EG4TE5MK73', 'it begins with 0'],
  ['1SG4TE5MK73', 'S is never used'],
  ['1EG4TE5MK7', 'a character is missing'],
  ['1EG4TE5MK7A', 'it ends in a letter'],
  ['123456789A', 'it is a number of the old kind'],
  ['', 'it is empty'],
] as const)('%s is none: %s', ([text]) => {
  expect(mbiOf(text)).toBeNull();
});
