import { expect, test } from 'vitest';
import { arrivalState, isOverused, labelWords, remainingWords, usageRows } from './order-words.ts';

const line = {
  id: '0191d5a0-0000-7000-8000-000000000001',
  lineNumber: 1,
  productId: 'FOAM-10',
  productName: 'Foam dressing 10 cm',
  quantityOrdered: 10,
  quantityReceived: 0,
  quantityUsed: 4,
  quantityRemaining: 6,
};

test.each([
  ['placed', 1200, '1,200 left'],
  ['placed', 0, 'None left'],
  ['placed', -3, '3 more than ordered'],
  ['draft', 5, 'None until placed'],
  ['cancelled', 5, 'None'],
  ['cancelled', -3, '3 more than ordered'],
] as const)('of a %s order %i remaining is told as %s', (status, remaining, words) => {
  expect(remainingWords(status, remaining)).toBe(words);
});

test('an order is overused as soon as one line is', () => {
  expect(isOverused({ lines: [line] })).toBe(false);
  expect(isOverused({ lines: [line, { ...line, quantityRemaining: -1 }] })).toBe(true);
});

test('each product of the order tells what was ordered, came in, was used and is left', () => {
  expect(usageRows({ lines: [{ ...line, quantityReceived: 8 }] }, [])).toEqual([
    {
      productId: 'FOAM-10',
      productName: 'Foam dressing 10 cm',
      ordered: 10,
      received: 8,
      used: 4,
      remaining: 6,
    },
  ]);
});

test('what was used but never ordered stands at the end, all of it beyond the order', () => {
  const rows = usageRows({ lines: [line] }, [
    { productId: 'FOAM-10', productName: 'Foam dressing 10 cm', totalUsed: 4 },
    { productId: 'GEL-1', productName: 'Gel', totalUsed: 2 },
  ]);
  expect(rows).toHaveLength(2);
  expect(rows.at(-1)).toEqual({
    productId: 'GEL-1',
    productName: 'Gel',
    ordered: 0,
    received: 0,
    used: 2,
    remaining: -2,
  });
});

test.each([
  [null, 'Waits in quarantine'],
  [true, 'Accepted'],
  [false, 'Not accepted'],
])('what came in and is decided %s: %s', (isAccepted, words) => {
  expect(arrivalState({ isAccepted }).words).toBe(words);
});

test.each([
  ['L-1', 'S-2', 'Lot L-1, serial S-2'],
  [null, 'S-2', 'Serial S-2'],
  [null, null, ''],
])('a label with lot %s and serial %s is told as "%s"', (lotNumber, serialNumber, words) => {
  expect(labelWords({ lotNumber, serialNumber } as never)).toBe(words);
});
