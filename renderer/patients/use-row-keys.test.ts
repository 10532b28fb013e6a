import { expect, test } from 'vitest';
import { nextRow } from './use-row-keys.ts';

test('the arrow keys lead from the search field through the rows and back', () => {
  expect(nextRow('ArrowDown', -1, 3)).toBe(0);
  expect(nextRow('ArrowDown', 2, 3)).toBe(2);
  expect(nextRow('ArrowUp', 0, 3)).toBe(-1);
  expect(nextRow('End', 0, 3)).toBe(2);
  expect(nextRow('Home', 2, 3)).toBe(0);
});

test('Home and End stay with the text while the search field has the focus', () => {
  expect(nextRow('Home', -1, 3)).toBeNull();
  expect(nextRow('ArrowUp', -1, 3)).toBeNull();
  expect(nextRow('ArrowDown', -1, 0)).toBeNull();
});
