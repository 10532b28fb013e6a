import { expect, test } from 'vitest';
import { isOverused, remainingWords, usageRows } from './order-words.ts';

const line = {
  id: '0191d5a0-0000-7000-8000-000000000001',
  lineNumber: 1,
  productId: 'FOAM-10',
  productName: 'Foam dressing 10 cm',
  quantityOrdered: 10,
  quantityUsed: 4,
  quantityRemaining: 6,
};

test.each([
  [1200, '1,200 left'],
  [0, 'None left'],
  [-3, '3 more than ordered'],
])('%i remaining is told as %s', (remaining, words) => {
  expect(remainingWords(remaining)).toBe(words);
});

test('an order is overused as soon as one line is', () => {
  expect(isOverused({ lines: [line] })).toBe(false);
  expect(isOverused({ lines: [line, { ...line, quantityRemaining: -1 }] })).toBe(true);
});

test('usage tells ordered, used and left of each product of the order', () => {
  const [row] = usageRows({ lines: [line] }, [
    { productId: 'FOAM-10', productName: 'Foam dressing 10 cm', totalUsed: 12 },
  ]);
  expect(row).toMatchObject({ ordered: 10, used: 12, remaining: -2 });
});

test('a product of the order that was never used counts as zero', () => {
  expect(usageRows({ lines: [line] }, [])[0]).toMatchObject({ used: 0, remaining: 10 });
});

test('what was used but never ordered stands at the end, all of it beyond the order', () => {
  const rows = usageRows({ lines: [line] }, [
    { productId: 'GEL-1', productName: 'Gel', totalUsed: 2 },
  ]);
  expect(rows.at(-1)).toEqual({
    productId: 'GEL-1',
    productName: 'Gel',
    ordered: 0,
    used: 2,
    remaining: -2,
  });
});
