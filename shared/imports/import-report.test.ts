import { expect, test } from 'vitest';
import { importReportOf, MAX_REFUSED_ROWS_LISTED } from './import-report.ts';

const refusal = (line: number) => ({ file: 'a.csv', line, reason: 'is bad' });

test('what was read is imported, unchanged, skipped or refused', () => {
  const { files, notes } = importReportOf(
    [
      {
        file: 'a.csv',
        acceptedCount: 7,
        leftOut: 2,
        refusals: [refusal(9), refusal(3)],
        outcomes: { imported: 4, unchanged: 2, different: 1 },
      },
      { file: 'b.csv', acceptedCount: 3, leftOut: 5, refusals: [], outcomes: null },
    ],
    ['First.'],
  );
  expect(files).toEqual([
    { file: 'a.csv', read: 11, imported: 4, unchanged: 2, skipped: 3, refused: 2 },
    { file: 'b.csv', read: 8, imported: 0, unchanged: 0, skipped: 8, refused: 0 },
  ]);
  expect(notes).toEqual([
    'First.',
    '1 row of a.csv: already here and different. What is here was kept.',
  ]);
});

test('refused rows are listed by line, so many that a report stays readable', () => {
  const refusals = Array.from({ length: MAX_REFUSED_ROWS_LISTED + 2 }, (_, index) =>
    refusal(MAX_REFUSED_ROWS_LISTED - index + 5),
  );
  const file = { file: 'a.csv', acceptedCount: 0, leftOut: 0, refusals, outcomes: null };
  const { refusedRows, files, notes } = importReportOf([file], []);
  expect(refusedRows).toHaveLength(MAX_REFUSED_ROWS_LISTED);
  expect(refusedRows[0]?.line).toBeLessThan(refusedRows[1]?.line ?? 0);
  expect(files[0]?.refused).toBe(MAX_REFUSED_ROWS_LISTED + 2);
  expect(notes).toEqual(['2 more rows were refused than are listed here.']);
});
