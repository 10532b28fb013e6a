import { expect, test } from 'vitest';
import { isDoublePress, type Press } from './double-press.ts';

const enter: Press = { atMs: 1000, key: 'Enter', hasModifier: false, x: 0, y: 0 };
const tap: Press = { atMs: 1000, key: null, hasModifier: false, x: 1200, y: 740 };
const asked = (by: Press | null) => ({ by, atMs: 1050 });

test('the same key again within 400 ms of the question is no answer, later it is', () => {
  expect(isDoublePress(asked(enter), { ...enter, atMs: 1450 })).toBe(true);
  expect(isDoublePress(asked(enter), { ...enter, atMs: 1451 })).toBe(false);
});

test('Enter answers at once what Ctrl+Enter asked, but Ctrl+Enter twice does not', () => {
  const chord = { ...enter, hasModifier: true };
  expect(isDoublePress(asked(chord), { ...enter, atMs: 1060 })).toBe(false);
  expect(isDoublePress(asked(chord), { ...chord, atMs: 1060 })).toBe(true);
});

test('a second tap at the same place is no answer, a tap elsewhere is', () => {
  expect(isDoublePress(asked(tap), { ...tap, atMs: 1200, x: 1210 })).toBe(true);
  expect(isDoublePress(asked(tap), { ...tap, atMs: 1200, x: 820 })).toBe(false);
});

test('a press that leaves no trace, as of a screen reader, is an answer', () => {
  expect(isDoublePress(asked(enter), enter)).toBe(false);
  expect(isDoublePress(asked(null), null)).toBe(false);
});
