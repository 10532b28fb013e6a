import { expect, test } from 'vitest';
import { parseQuantity, stepQuantity } from './quantity-entry.ts';

test.each(['1.5', '-2', '+3', '1e3', 'two', '1,000', '12345678'])(
  'typing "%s" is refused rather than rounded',
  (typed) => {
    expect(parseQuantity(typed)).toBe('invalid');
  },
);

test('digits are a whole number and an empty entry is nothing, not zero', () => {
  expect(parseQuantity(' 12 ')).toBe(12);
  expect(parseQuantity('0')).toBe(0);
  expect(parseQuantity('   ')).toBeNull();
});

test('steps stay within the limits and start at the least from nothing', () => {
  const limits = { min: 1, max: 3 };
  expect(stepQuantity(null, 1, limits)).toBe(1);
  expect(stepQuantity(null, -1, limits)).toBe(1);
  expect(stepQuantity(3, 1, limits)).toBe(3);
  expect(stepQuantity(1, -1, limits)).toBe(1);
  expect(stepQuantity(2, 1, limits)).toBe(3);
});
