import { expect, test } from 'vitest';
import {
  addressInWords,
  isHalfAddress,
  isPostOfficeBox,
  zipInWords,
  zipPlusFour,
} from './postal-address.ts';

test.for([
  ['PO Box 12', true],
  ['P.O. Box 12', true],
  ['p o box 9', true],
  ['Post Office Box 7', true],
  ['POB 44', true],
  ['Box 5', true],
  ['12 Main Street, PO Box 4', true],
  ['100 Example Avenue', false],
  ['9 Boxwood Lane', false],
  ['4 Polk Street', false],
  ['2 Box Elder Road', false],
] as const)('"%s" is a post office box: %s', ([street, isBox]) => {
  expect(isPostOfficeBox(street)).toBe(isBox);
});

test('half of an address is neither none nor one', () => {
  const none = { addressLine: null, city: null, state: null, postalCode: null };
  const whole = { addressLine: '1 A', city: 'B', state: 'OH', postalCode: '43001' };
  expect([none, whole, { ...whole, state: null }].map(isHalfAddress)).toEqual([false, false, true]);
});

test('a ZIP+4 is nine digits however it is typed', () => {
  expect(zipPlusFour.parse('43001-0002')).toBe('430010002');
  expect(zipPlusFour.safeParse('43001').success).toBe(false);
  expect(['43001', '430010002'].map(zipInWords)).toEqual(['43001', '43001-0002']);
});

test('an address reads as one line, with what there is of it', () => {
  const whole = { addressLine: '1 A St', city: 'B', state: 'OH', postalCode: '430010002' };
  expect(addressInWords(whole)).toBe('1 A St, B OH 43001-0002');
  expect(addressInWords({ ...whole, addressLine: null, postalCode: null })).toBe('B OH');
});
