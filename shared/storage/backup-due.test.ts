import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBackupOverdue, nextBackupAt } from './backup-due.ts';

const now = new Date('2026-03-10T15:00:00Z');
const hoursAgo = (hours: number): string =>
  new Date(now.getTime() - hours * 3_600_000).toISOString();
const dueInHours = (
  everyHours: number | null,
  lastMade: number | null,
  lastFailed: number | null,
) => {
  const history = {
    lastMadeAt: lastMade === null ? null : hoursAgo(lastMade),
    lastFailedAt: lastFailed === null ? null : hoursAgo(lastFailed),
  };
  const due = nextBackupAt(everyHours, history, now);
  return due && (due.getTime() - now.getTime()) / 3_600_000;
};

describe('the next scheduled backup', () => {
  test.for<[string, number | null, number | null, number | null, number | null]>([
    ['is never, when none is scheduled', null, null, null, null],
    ['is due at once when there has been none', 24, null, null, 0],
    ['comes an interval after the last', 24, 10, null, 14],
    ['is due at once when the computer was off at its time', 24, 100, null, 0],
    ['is tried again an hour after a failure', 24, 30, 0.25, 0.75],
    ['is due at once when the failure is long past', 24, 30, 5, 0],
    ['forgets a failure that a backup has followed', 24, 1, 2, 23],
    ['counts a backup from the future for nothing', 24, -1000, null, 0],
    ['does not wait for a failure from the future', 24, 30, -1000, 0],
  ])('%s', ([, everyHours, lastMade, lastFailed, expected]) => {
    expect(dueInHours(everyHours, lastMade, lastFailed)).toBe(expected);
  });

  test('is never in the past and never later than one interval, whatever the clock did', () => {
    const instant = fc.option(fc.integer({ min: -100_000, max: 100_000 }).map(hoursAgo));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 168 }),
        instant,
        instant,
        (everyHours, lastMadeAt, lastFailedAt) => {
          const due = nextBackupAt(everyHours, { lastMadeAt, lastFailedAt }, now);
          const hours = ((due?.getTime() ?? 0) - now.getTime()) / 3_600_000;
          expect(hours).toBeGreaterThanOrEqual(0);
          expect(hours).toBeLessThanOrEqual(everyHours + 1);
        },
      ),
    );
  });
});

describe('people are told that the newest backup is old', () => {
  const isOverdue = (everyHours: number | null, lastMade: number | null, recordsAge = 1000) =>
    isBackupOverdue(
      everyHours,
      {
        lastMadeAt: lastMade === null ? null : hoursAgo(lastMade),
        recordsSince: hoursAgo(recordsAge),
      },
      now,
    );

  test('after two intervals, and not before two days', () => {
    expect([47, 49].map((age) => isOverdue(24, age))).toEqual([false, true]);
    expect([47, 49].map((age) => isOverdue(1, age))).toEqual([false, true]);
    expect([335, 337].map((age) => isOverdue(168, age))).toEqual([false, true]);
  });

  test('after a week where none is scheduled', () => {
    expect([167, 169].map((age) => isOverdue(null, age))).toEqual([false, true]);
  });

  test('when there is none, once the records are as old', () => {
    expect([1, 100].map((age) => isOverdue(24, null, age))).toEqual([false, true]);
  });

  test('when it lies in the future, as if there were none', () => {
    expect(isOverdue(24, -1000)).toBe(true);
  });
});
