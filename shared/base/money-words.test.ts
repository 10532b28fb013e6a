import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { moneyAsTyped, moneyInWords, parseMoney } from './money-words.ts';

test.for([
  ['', null],
  ['12', 1200],
  ['12.5', 1250],
  ['.07', 7],
  ['$1,234.50', 123_450],
  ['127.14', 12_714],
  ['12.345', 'invalid'],
  ['1,23', 'invalid'],
  ['-5', 'invalid'],
  ['1e3', 'invalid'],
  ['.', 'invalid'],
  ['$', null],
] as const)('dollars typed as "%s" are %s cents', ([typed, cents]) => {
  expect(parseMoney(typed)).toBe(cents);
});

test('cents come back from how they stand in a field and from how they are shown', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
      expect(parseMoney(moneyAsTyped(cents))).toBe(cents);
    }),
  );
  expect(moneyInWords(123_450)).toBe('$1,234.50');
  expect(moneyAsTyped(null)).toBe('');
});
