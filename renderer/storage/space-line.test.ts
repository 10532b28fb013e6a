import { expect, test } from 'vitest';
import { spaceLine } from './space-line.ts';

const samples = [
  { day: '2026-03-30', usedBytes: 50, freeBytes: 200 },
  { day: '2026-03-31', usedBytes: 75, freeBytes: 100 },
  { day: '2026-04-03', usedBytes: 100, freeBytes: 0 },
];

test('the days stand as far apart as they are, and zero is the foot of the chart', () => {
  expect(spaceLine(samples, 'freeBytes')).toEqual({
    line: 'M0 0L25 20L100 40',
    area: 'M0 0L25 20L100 40V40H0Z',
    topBytes: 200,
  });
});

test('each figure has its own scale', () => {
  expect(spaceLine(samples, 'usedBytes')).toMatchObject({
    line: 'M0 20L25 10L100 0',
    topBytes: 100,
  });
});

test('one day is no course', () => {
  expect(spaceLine(samples.slice(0, 1), 'usedBytes')).toBeNull();
  expect(spaceLine([], 'usedBytes')).toBeNull();
});
