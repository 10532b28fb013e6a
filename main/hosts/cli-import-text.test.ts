import { expect, test } from 'vitest';
import { importText } from './cli-import-text.ts';

const tally = { read: 3, imported: 2, unchanged: 0, skipped: 0, refused: 1 };

test('a report shows each file, their sums and the notes', () => {
  const text = importText({
    files: [
      { file: 'patients.csv', ...tally },
      { file: 'supplies.csv', ...tally },
    ],
    refusedRows: [],
    notes: ['215 treatments have no diagnosis.'],
  });
  expect(text.split('\n')).toEqual([
    'file          read  imported  unchanged  skipped  refused',
    'patients.csv     3         2          0        0        1',
    'supplies.csv     3         2          0        0        1',
    'together         6         4          0        0        2',
    '',
    '215 treatments have no diagnosis.',
  ]);
});

test('of the refused rows the first twenty are shown, each with its line and reason', () => {
  const refusedRows = Array.from({ length: 25 }, (_, at) => ({
    file: 'patients.csv',
    line: at + 2,
    reason: 'BIRTHDATE is not a day',
  }));
  const text = importText({ files: [], refusedRows, notes: [] });
  expect(text).toContain('\n  patients.csv, line 21: BIRTHDATE is not a day\n  … and 5 more');
  expect(text).not.toContain('line 22:');
});
