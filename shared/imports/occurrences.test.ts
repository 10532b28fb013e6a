import { expect, test } from 'vitest';
import { createOccurrences } from './occurrences.ts';

test('rows that say the same get keys of their own, whatever stands between or above them', () => {
  const keysOf = (rows: readonly string[]) => rows.map((row) => [row]).map(createOccurrences());
  const [first, , second] = keysOf(['a', 'b', 'a']);
  expect(first).not.toBe(second);
  expect(keysOf(['c', 'a', 'a']).slice(1)).toEqual([first, second]);
});

test('where one field ends and the next begins makes a difference', () => {
  const occurrenceOf = createOccurrences();
  expect(occurrenceOf(['ab', 'c'])).not.toBe(occurrenceOf(['a', 'bc']));
  expect(occurrenceOf([null])).not.toBe(occurrenceOf(['null']));
});
