import { describe, expect, test } from 'vitest';
import { GLASS_OPEN_MS, glassInWords, glassReasons, needsNote, opensByItself } from './glass.ts';

const now = new Date('2026-03-10T15:00:00Z');

describe('a chart opens by itself', () => {
  test.for([
    ['that is not restricted, to anybody', false, null, true],
    ['that is not restricted, to who worked in it long ago', false, '2020-01-01T00:00:00Z', true],
    ['that is restricted, to nobody who never worked in it', true, null, false],
    ['that is restricted, to who worked in it today', true, '2026-03-10T14:59:00Z', true],
    ['90 days after the last work to the millisecond', true, '2025-12-10T15:00:00.000Z', true],
    ['but not a millisecond later', true, '2025-12-10T14:59:59.999Z', false],
    ['where a computer of the site is ahead of this one', true, '2026-03-11T00:00:00Z', true],
  ] as const)('%s', ([, isRestricted, lastOwnWorkAt, opens]) => {
    expect(opensByItself({ isRestricted, lastOwnWorkAt, now })).toBe(opens);
  });
});

test('half an hour is how long a broken glass lasts', () => {
  expect(GLASS_OPEN_MS).toBe(1_800_000);
});

test('only "other" says nothing without a note', () => {
  expect(glassReasons.filter(needsNote)).toEqual(['other']);
});

test('the note follows the reason', () => {
  expect(glassInWords('emergency', null)).toBe('Emergency care');
  expect(glassInWords('other', 'Fire drill')).toBe('Other: Fire drill');
});
