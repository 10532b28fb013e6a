import { expect, test } from 'vitest';
import { lineChoices } from '../../shared/treatments/order-choice.ts';
import { emptyEntry, lineKey } from '../../shared/treatments/treatment-entry.ts';
import { entryInWords, fieldInWords, leftInWords } from './treatment-words.ts';

test('what is left is said in words, below zero as more than ordered', () => {
  expect([3, 0, -2].map(leftInWords)).toEqual(['3 left', 'nothing left', '2 more than ordered']);
});

test('the line that is confirmed names product, order, wound and day, and leaves out what is empty', () => {
  const key = lineKey({ orderId: 'o', productId: 'FOAM' });
  const entry = { ...emptyEntry('2026-11-22'), line: key, quantityUsed: 2 };
  const line = { ...lineChoices([])[0], key, productName: 'Foam 6×6', orderNumber: 'O-7' };
  const given = { line: line as never, today: '2026-11-22' };
  expect(entryInWords(entry, given)).toBe('2 × Foam 6×6 · order O-7 · today, 22 Nov 2026');
  expect(entryInWords({ ...entry, woundLocation: ' Left heel ' }, given)).toContain(
    '· Left heel ·',
  );
  expect(fieldInWords('line', entry, [line as never])).toBe('Foam 6×6 (order O-7)');
});
