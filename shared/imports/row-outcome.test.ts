import { expect, test } from 'vitest';
import { addOutcomes, bothOutcomes, noOutcomes, outcomesAfterInsert } from './row-outcome.ts';

const rows = [
  { id: 'new', name: 'A', city: null },
  { id: 'same', name: 'B', city: null },
  { id: 'corrected', name: 'C', city: null },
  { id: 'elsewhere', name: 'D', city: null },
];

test('a row is unchanged only when every column that the source speaks of stands as it says', async () => {
  const standing = [
    { id: 'same', name: 'B', city: null, version: 3 },
    { id: 'corrected', name: 'C', city: 'Davis' },
  ];
  const asked: string[][] = [];
  const outcomes = await outcomesAfterInsert(rows, [{ id: 'new' }], async (ids) => {
    asked.push(ids);
    return standing;
  });
  expect(outcomes).toEqual(['imported', 'unchanged', 'different', 'different']);
  expect(asked).toEqual([['same', 'corrected', 'elsewhere']]);
});

test('nothing is asked when every row went in', async () => {
  const outcomes = await outcomesAfterInsert(rows, rows, () => Promise.reject(new Error('asked')));
  expect(addOutcomes(noOutcomes, outcomes)).toEqual({ imported: 4, unchanged: 0, different: 0 });
});

test.each([
  ['imported', 'unchanged', 'imported'],
  ['different', 'imported', 'imported'],
  ['unchanged', 'different', 'different'],
  ['unchanged', 'unchanged', 'unchanged'],
] as const)('%s and %s make a source row %s', (one, other, both) => {
  expect(bothOutcomes(one, other)).toBe(both);
});
