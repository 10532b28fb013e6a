import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { centsOf, dollarsOf, isWritableQuantity, MAX_AMOUNT_CENTS, quantityOf } from './amount.ts';

test.for([
  [272_000, '2720'],
  [35_050, '350.5'],
  [12_345, '123.45'],
  [5, '.05'],
  [100, '1'],
  [MAX_AMOUNT_CENTS, '99999999.99'],
] as const)('%i cents are written %s', ([cents, dollars]) => {
  expect(dollarsOf(cents)).toBe(dollars);
});

test('every amount comes back as it went out', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: MAX_AMOUNT_CENTS }), (cents) => {
      expect(centsOf(dollarsOf(cents))).toBe(cents);
    }),
  );
});

test.for([
  ['2720.00', 272_000],
  ['-1.5', -150],
  ['.', null],
  ['', null],
  ['1.005', null],
  ['1e3', null],
] as const)('the amount %j is read as %s', ([text, cents]) => {
  expect(centsOf(text)).toBe(cents);
});

test.for([
  [15, '15'],
  [2.5, '2.5'],
  [0.125, '.125'],
  [100, '100'],
] as const)('%d units are written %s', ([units, written]) => {
  expect(quantityOf(units)).toBe(written);
});

test.for([0, -1, 0.1234, Number.NaN, Number.POSITIVE_INFINITY, 100_000_000])(
  '%d units cannot be written',
  (units) => {
    expect(isWritableQuantity(units)).toBe(false);
  },
);
