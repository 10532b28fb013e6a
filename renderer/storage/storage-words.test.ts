import { expect, test } from 'vitest';
import { contentWords, daysLeftWords, everyHoursWords } from './storage-words.ts';
import { formatBytes } from '../ui/format.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [48_200_000, '48 MB'],
  [9_940_000, '9.9 MB'],
  [999_600_000, '1.0 GB'],
  [1_234_000_000_000, '1.2 TB'],
])('%i bytes are told as %s', (bytes, words) => {
  expect(formatBytes(bytes)).toBe(words);
});

test('how long the room lasts is told in days, and not to the day when it is far off', () => {
  expect(daysLeftWords(1)).toBe('About 1 more day');
  expect(daysLeftWords(43)).toBe('About 43 more days');
  expect(daysLeftWords(9000)).toBe('More than two years');
  expect(daysLeftWords(null)).toMatch(/^Known after/);
});

test('what a backup holds is told in counts', () => {
  const counts = { patients: 1, treatmentRecords: 1204, users: 9, auditEvents: 40_000 };
  expect(contentWords(counts)).toBe('1 patient, 1,204 treatments, 9 users');
});

test('a schedule in whole days is told in days', () => {
  expect(everyHoursWords(null)).toBe('Only when somebody asks');
  expect(everyHoursWords(1)).toBe('Every hour');
  expect(everyHoursWords(24)).toBe('Every day');
  expect(everyHoursWords(36)).toBe('Every 36 hours');
  expect(everyHoursWords(168)).toBe('Every 7 days');
});
