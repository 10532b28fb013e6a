import { expect, test } from 'vitest';
import { takesFromStock } from './kept-in-stock.ts';

const since = '2026-03-10T15:00:00.000Z';
const record = { createdAt: '2026-03-10T15:00:01.000Z', isImported: false };

test.for<[string, object, { stockedSince: string | null } | undefined, boolean]>([
  ['a record of a product kept in stock', {}, { stockedSince: since }, true],
  ['one of the very instant', { createdAt: since }, { stockedSince: since }, true],
  ['one from before', { createdAt: '2026-03-10T14:59:59.999Z' }, { stockedSince: since }, false],
  ['one of a product that is not', {}, { stockedSince: null }, false],
  ['one of a product that nobody knows', {}, undefined, false],
  ['one of another system', { isImported: true }, { stockedSince: since }, false],
])('%s', ([, change, product, takes]) => {
  expect(takesFromStock({ ...record, ...change }, product)).toBe(takes);
});
