import { describe, expect, test } from 'vitest';
import {
  dateOfCyyjjj,
  dateOfMmddyy,
  dateOfMmyy,
  dateOfYyjjj,
  dateOfYymmdd,
  dateOfYyyymmdd,
  yearOfTwoDigits,
} from './label-date.ts';

const NOW = 2026;

describe('two digits of a year', () => {
  test.for([
    [26, 2026, 2026],
    [76, 2026, 2076],
    [77, 2026, 1977],
    [99, 2026, 1999],
    [0, 2026, 2000],
    [0, 2050, 2100],
    [1, 2050, 2001],
    [99, 2050, 2099],
    [49, 2099, 2100 + 49],
    [50, 2099, 2050],
    [51, 2000, 1951],
    [50, 2000, 2050],
  ] as const)('%i in %i are the year %i', ([twoDigits, now, year]) => {
    expect(yearOfTwoDigits(twoDigits, now)).toBe(year);
  });

  test('the window has each ending once, from 49 years back to 50 ahead', () => {
    for (const now of [2000, 2026, 2049, 2050, 2051, 2099]) {
      const years = Array.from({ length: 100 }, (_, ending) => yearOfTwoDigits(ending, now));
      expect(Math.min(...years)).toBe(now - 49);
      expect(Math.max(...years)).toBe(now + 50);
    }
  });
});

describe('the last day of a month', () => {
  test.for([
    ['280200', '2028-02-29'],
    ['270200', '2027-02-28'],
    ['271200', '2027-12-31'],
    ['000200', '2000-02-29'],
  ] as const)('stands behind day 00 in %s: %s', ([text, date]) => {
    expect(dateOfYymmdd(text, NOW, true)).toBe(date);
    expect(dateOfYymmdd(text, NOW)).toBeNull();
  });

  test('is meant by month and year', () => {
    expect(dateOfMmyy('0228', NOW)).toBe('2028-02-29');
  });
});

test('each form of date is read as the day that it names', () => {
  expect(dateOfYymmdd('280213', NOW)).toBe('2028-02-13');
  expect(dateOfMmddyy('021328', NOW)).toBe('2028-02-13');
  expect(dateOfYyjjj('28044', NOW)).toBe('2028-02-13');
  expect(dateOfYyjjj('28366', NOW)).toBe('2028-12-31');
  expect(dateOfYyyymmdd('20280213', NOW)).toBe('2028-02-13');
  expect(dateOfCyyjjj('028044', NOW)).toBe('2028-02-13');
  expect(dateOfCyyjjj('999365', NOW)).toBe('1999-12-31');
});

test.for([
  dateOfYymmdd('281301', NOW),
  dateOfYymmdd('280001', NOW),
  dateOfYymmdd('281300', NOW, true),
  dateOfYymmdd('280000', NOW, true),
  dateOfYymmdd('280231', NOW),
  dateOfYymmdd('270229', NOW),
  dateOfYymmdd('280431', NOW),
  dateOfYymmdd('279931', NOW),
  dateOfMmyy('1328', NOW),
  dateOfMmyy('0028', NOW),
  dateOfMmddyy('133128', NOW),
  dateOfYyjjj('28000', NOW),
  dateOfYyjjj('27366', NOW),
  dateOfYyjjj('28367', NOW),
  dateOfYyjjj('28999', NOW),
  dateOfYyyymmdd('20280230', NOW),
  dateOfYyyymmdd('02260413', NOW),
  dateOfYyyymmdd('92260413', NOW),
  dateOfCyyjjj('028367', NOW),
  dateOfCyyjjj('528044', NOW),
])('a day that is in no calendar, or a century away, is no date (%#)', (date) => {
  expect(date).toBeNull();
});
