import { expect, test } from 'vitest';
import { reportTotals, tallyWords } from './report-totals.ts';

test('totals are summed over the files, column by column', () => {
  const totals = reportTotals([
    { file: 'patients.csv', read: 10, imported: 7, unchanged: 1, skipped: 0, refused: 2 },
    { file: 'supplies.csv', read: 5, imported: 0, unchanged: 4, skipped: 1, refused: 0 },
  ]);
  expect(totals).toEqual({
    file: 'All files',
    read: 15,
    imported: 7,
    unchanged: 5,
    skipped: 1,
    refused: 2,
  });
});

test('no files give zeros', () => {
  expect(reportTotals([]).read).toBe(0);
});

test('the words tell only what happened', () => {
  const none = { file: 'All files', read: 0, imported: 0, unchanged: 0, skipped: 0, refused: 0 };
  expect(tallyWords({ ...none, read: 1504, imported: 1500, refused: 4 })).toBe(
    '1,504 rows read: 1,500 imported, 4 refused.',
  );
  expect(tallyWords(none)).toBe('0 rows read.');
});
