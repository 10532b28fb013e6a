import { expect, test } from 'vitest';
import {
  formatCivilDate,
  formatDayInWords,
  formatInstant,
  formatQuantity,
  formatTimeOfDay,
  initialsOf,
} from './format.ts';

test.each([
  ['2026-03-04', '4 Mar 2026'],
  ['1938-12-31', '31 Dec 1938'],
  ['2024-02-29', '29 Feb 2024'],
  ['2026-09-09', '9 Sep 2026'],
])('the civil date %s reads %s', (date, shown) => {
  expect(formatCivilDate(date)).toBe(shown);
});

test.each([
  ['2026-11-22', 'Sunday, 22 Nov 2026'],
  ['2024-02-29', 'Thursday, 29 Feb 2024'],
  ['1970-01-01', 'Thursday, 1 Jan 1970'],
  ['1969-12-27', 'Saturday, 27 Dec 1969'],
  ['1899-12-31', 'Sunday, 31 Dec 1899'],
])('the civil date %s in words is %s, also before 1970', (date, words) => {
  expect(formatDayInWords(date)).toBe(words);
});

test('a date that is not finished has no words', () => {
  expect(formatDayInWords('')).toBe('');
  expect(formatDayInWords('2026-02-30')).toBe('');
});

test('a text that is no civil date is shown as it is', () => {
  expect(formatCivilDate('yesterday')).toBe('yesterday');
  expect(formatCivilDate('2026-13-01')).toBe('2026-13-01');
});

test('an instant is shown on the clocks of the given time zone', () => {
  expect(formatInstant('2026-03-04T19:02:30.000Z', 'America/New_York')).toBe('4 Mar 2026, 14:02');
  expect(formatInstant('2026-03-04T14:02:00-05:00', 'UTC')).toBe('4 Mar 2026, 19:02');
});

test('an instant shortly after midnight belongs to the local day and reads 00, not 24', () => {
  expect(formatInstant('2026-01-01T05:05:00Z', 'America/New_York')).toBe('1 Jan 2026, 00:05');
  expect(formatInstant('2026-01-01T04:55:00Z', 'America/New_York')).toBe('31 Dec 2025, 23:55');
});

test('a text that is no instant is shown as it is', () => {
  expect(formatInstant('not yet')).toBe('not yet');
  expect(formatTimeOfDay('not yet')).toBe('not yet');
});

test('the time of day stands alone for status lines', () => {
  expect(formatTimeOfDay('2026-03-04T14:02:59Z', 'UTC')).toBe('14:02');
});

test('a quantity takes the singular for one only', () => {
  expect(formatQuantity(1, 'piece')).toBe('1 piece');
  expect(formatQuantity(0, 'piece')).toBe('0 pieces');
  expect(formatQuantity(12_500, 'box', 'boxes')).toBe('12,500 boxes');
});

test('initials come from the first and last word and skip what is no letter', () => {
  expect(initialsOf('Mary Ann Lee')).toBe('ML');
  expect(initialsOf('Cher')).toBe('C');
  expect(initialsOf('  Zoë (RN) Østby ')).toBe('ZØ');
  expect(initialsOf('')).toBe('');
});
