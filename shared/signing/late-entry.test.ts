import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../base/civil-date.ts';
import { isLateEntry } from './late-entry.ts';

const recorded = { on: '2026-03-10', at: new Date('2026-03-10T15:00:00Z') };

// ARCHITECTURE: late when what was done and its recording lie apart by more than the site's window.
describe('with the instant at which it was done', () => {
  test.each([
    ['2026-03-10T14:59:00Z', 24, false],
    ['2026-03-09T15:00:00Z', 24, false],
    ['2026-03-09T14:59:59Z', 24, true],
    ['2026-03-10T13:59:59Z', 1, true],
    ['2026-03-10T14:00:00Z', 1, false],
    ['2026-02-08T15:00:00Z', 720, false],
    ['2026-02-08T14:59:59Z', 720, true],
    ['2026-03-09T10:59:00-04:00', 24, true],
    ['2026-03-10T16:00:00Z', 24, false],
  ])('%s with a window of %i hours: %s', (at, hours, isLate) => {
    expect(isLateEntry({ on: '2026-03-09', at }, recorded, hours)).toBe(isLate);
  });
});

describe('with the day only', () => {
  test.each([
    ['2026-03-10', 1, false],
    ['2026-03-09', 1, false],
    ['2026-03-08', 1, true],
    ['2026-03-09', 24, false],
    ['2026-03-08', 24, true],
    ['2026-03-08', 25, false],
    ['2026-03-07', 48, true],
    ['2026-03-07', 49, false],
    ['2026-02-08', 720, false],
    ['2026-02-07', 720, true],
    ['2025-03-10', 24, true],
    ['2026-03-11', 24, false],
  ])('%s with a window of %i hours: %s', (on, hours, isLate) => {
    expect(isLateEntry({ on, at: null }, recorded, hours)).toBe(isLate);
  });
});

test('what the day calls late, every instant of that day calls late too', () => {
  fc.assert(
    fc.property(
      fc.record({
        daysAgo: fc.integer({ min: 0, max: 60 }),
        second: fc.integer({ min: 0, max: 86_399 }),
        recordedSecond: fc.integer({ min: 0, max: 86_399 }),
        hours: fc.integer({ min: 1, max: 720 }),
      }),
      ({ daysAgo, second, recordedSecond, hours }) => {
        const on = addDays('2026-03-10', -daysAgo);
        const instantOf = (day: string, seconds: number) =>
          new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000);
        const then = { on: '2026-03-10', at: instantOf('2026-03-10', recordedSecond + 1) };
        fc.pre(isLateEntry({ on, at: null }, then, hours));
        const at = instantOf(on, second).toISOString();
        expect(isLateEntry({ on, at }, then, hours)).toBe(true);
      },
    ),
  );
});

test('a longer window makes nothing late that was not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 719 }),
      (daysAgo, hours) => {
        const occurred = { on: addDays('2026-03-10', -daysAgo), at: null };
        fc.pre(!isLateEntry(occurred, recorded, hours));
        expect(isLateEntry(occurred, recorded, hours + 1)).toBe(false);
      },
    ),
  );
});
