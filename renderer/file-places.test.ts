import { expect, test } from 'vitest';
import type { FileState } from '../shared/sync/contract.ts';
import { filePlaceInWords } from './file-places.ts';

const state: FileState = {
  digest: 'a',
  isHere: false,
  isOnServer: true,
  byteLength: 2_300_000,
  movedBytes: null,
  deviceName: null,
  hasFailed: false,
};

test('a photo on the server says how much of it is left to come', () => {
  expect(filePlaceInWords('photo', state, false)).toEqual({
    title: 'The photo is on the server',
    detail: '2.3 MB left to come. It appears here by itself.',
  });
  expect(filePlaceInWords('photo', { ...state, movedBytes: 1_000_000 }, true).detail).toBe(
    '1.3 MB left to come. It comes by itself once the server is in reach again.',
  );
});

test('a file that nobody brought yet says whose it is, where that is known', () => {
  const elsewhere = { ...state, isOnServer: false };
  expect(filePlaceInWords('document', { ...elsewhere, deviceName: 'Cart 2' }, false).title).toBe(
    'The document is still on the computer “Cart 2”',
  );
  expect(filePlaceInWords('document', undefined, false).title).toBe(
    'The document is still on another computer',
  );
});

test('a file that did not arrive whole is no mistake of anybody, and comes again', () => {
  expect(filePlaceInWords('photo', { ...state, hasFailed: true }, false)).toEqual({
    title: 'The photo did not arrive whole',
    detail: 'It is asked for again by itself.',
  });
});
