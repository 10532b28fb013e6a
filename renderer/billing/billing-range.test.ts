import { expect, test } from 'vitest';
import { batchFileName, nothingToExportWords } from './billing-range.ts';
import { monthBefore, monthOf, rangeProblem, rangeWords } from '../day-range.ts';

test.each([
  ['2026-11-22', '2026-11-01', '2026-11-30'],
  ['2026-12-31', '2026-12-01', '2026-12-31'],
  ['2026-01-01', '2026-01-01', '2026-01-31'],
  ['2024-02-10', '2024-02-01', '2024-02-29'],
  ['2026-02-28', '2026-02-01', '2026-02-28'],
])('the month of %s is %s to %s', (day, fromOn, toOn) => {
  expect(monthOf(day)).toEqual({ fromOn, toOn });
});

test('the month before January is December of the year before', () => {
  expect(monthBefore('2026-01-15')).toEqual({ fromOn: '2025-12-01', toOn: '2025-12-31' });
});

test('a file is named by its range and its form', () => {
  expect(batchFileName({ fromOn: '2026-11-01', toOn: '2026-11-30' }, 'machine')).toBe(
    'caretrail-billing-2026-11-01-to-2026-11-30-machine.csv',
  );
});

test('a range that is unfinished or the wrong way round is told at its field', () => {
  expect(rangeProblem({ fromOn: '', toOn: '2026-11-30' })?.field).toBe('fromOn');
  expect(rangeProblem({ fromOn: '2026-11-01', toOn: '' })?.field).toBe('toOn');
  expect(rangeProblem({ fromOn: '2026-11-02', toOn: '2026-11-01' })?.field).toBe('toOn');
  expect(rangeProblem({ fromOn: '2026-11-01', toOn: '2026-11-01' })).toBeNull();
});

test('a range of one day is told as that day', () => {
  expect(rangeWords({ fromOn: '2026-11-01', toOn: '2026-11-01' })).toBe('1 Nov 2026');
  expect(rangeWords({ fromOn: '2026-11-01', toOn: '2026-11-30' })).toBe(
    '1 Nov 2026 to 30 Nov 2026',
  );
});

test('nothing to export says whether there was nothing, it went out already, or it waits for a signature', () => {
  const words = (alreadyExportedCount: number, waitingCount: number) =>
    nothingToExportWords('1 Nov 2026', { alreadyExportedCount, waitingCount });
  expect(words(0, 0)).toBe('There are no treatments to bill from 1 Nov 2026.');
  expect(words(1, 0)).toContain('went out in an earlier batch');
  expect(words(7, 0)).toContain('All 7 treatments');
  expect(words(0, 1)).toContain('1 treatment waits for a signature');
  expect(words(7, 2)).toContain('2 treatments wait for a signature');
});
