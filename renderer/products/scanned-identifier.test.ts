import { expect, test } from 'vitest';
import { blankIdentifier } from './product-entry.ts';
import { identifierOf, withIdentifier } from './scanned-identifier.ts';

const pack = { issuer: 'hibc', deviceIdentifier: 'A999PRODUCT1', quantity: null } as const;
const scanned = { issuer: 'hibc', deviceIdentifier: 'A999PRODUCT1' } as const;
const other = { issuer: 'gs1', deviceIdentifier: '09501101530003', pieces: '10' } as const;

test('a label says who issued its identifier, and the pieces where it names them', () => {
  expect(identifierOf(pack)).toEqual(scanned);
  expect(identifierOf({ ...pack, quantity: 5 })).toEqual({ ...scanned, pieces: '5' });
});

test('a label that names no product, or one of our own, says no identifier', () => {
  expect(identifierOf({ ...pack, deviceIdentifier: null })).toBeNull();
  expect(identifierOf({ ...pack, issuer: null })).toBeNull();
});

test('a scanned identifier goes in the first blank row, and where there is none in a new one', () => {
  const filled = { ...scanned, pieces: '1' };
  expect(withIdentifier([], scanned)).toEqual([filled]);
  expect(withIdentifier([other], scanned)).toEqual([other, filled]);
  expect(withIdentifier([other, blankIdentifier, blankIdentifier], scanned)).toEqual([
    other,
    filled,
    blankIdentifier,
  ]);
});

test('scanned again it stays one row, with the pieces that were typed', () => {
  const typed = { ...scanned, pieces: '12' };
  expect(withIdentifier([blankIdentifier, typed], scanned)).toEqual([blankIdentifier, typed]);
});
