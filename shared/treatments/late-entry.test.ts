import { expect, test } from 'vitest';
import { lateEntryDays } from './late-entry.ts';

test.each([
  ['2026-11-22', 0],
  ['2026-11-21', 0],
  ['2026-11-20', 2],
  ['2026-11-19', 3],
  ['2025-11-22', 365],
  ['2026-11-23', 0],
  ['', 0],
  ['2026-02-30', 0],
])('on 22 November 2026 a treatment of "%s" is late by %i days', (dateApplied, days) => {
  expect(lateEntryDays(dateApplied, '2026-11-22')).toBe(days);
});

test('a site with a longer window has late entries later', () => {
  expect(lateEntryDays('2026-11-20', '2026-11-22', 72)).toBe(0);
  expect(lateEntryDays('2026-11-18', '2026-11-22', 72)).toBe(4);
});
