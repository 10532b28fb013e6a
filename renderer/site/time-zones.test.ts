import { expect, test } from 'vitest';
import { timeZoneChoices, timeZoneLabel } from './time-zones.ts';

test("the computer's own time zone comes first and none comes twice", () => {
  const choices = timeZoneChoices('America/Chicago', ['Africa/Cairo', 'America/Chicago']);
  expect(choices[0]).toBe('America/Chicago');
  expect(choices.at(-1)).toBe('Africa/Cairo');
  expect(new Set(choices).size).toBe(choices.length);
});

test('a time zone is named by its city', () => {
  expect(timeZoneLabel('America/New_York')).toBe('New York (America)');
  expect(timeZoneLabel('America/Indiana/Knox')).toBe('Knox (America, Indiana)');
  expect(timeZoneLabel('UTC')).toBe('UTC');
});
