import { describe, expect, test } from 'vitest';
import { asTextFormula, wouldBeMisread } from './spreadsheet-cell.ts';

describe('wouldBeMisread', () => {
  test.for(['02134', '000123', '1E5', 'MAR1', '1-2', '12345678901234567890', 'Q4101'])(
    'the code %s is kept from being read as a number or a date',
    (code) => {
      expect(wouldBeMisread(code, 'code')).toBe(true);
    },
  );

  test.for(['250.80', '3/4', '00100', '(5)', '5%', '-5'])(
    'typed text of digits and separators, %s, is kept as typed',
    (text) => {
      expect(wouldBeMisread(text, 'text')).toBe(true);
    },
  );

  test.for(['left heel', '12 Main Street', '', '- . -'])(
    'typed text that a spreadsheet leaves alone, "%s", stays as it is',
    (text) => {
      expect(wouldBeMisread(text, 'text')).toBe(false);
    },
  );

  test.for(['"&HYPERLINK("x")', '1"', '7\n8', '７'])(
    'nothing that could break out of a quoted text goes into one: %j',
    (code) => {
      expect(wouldBeMisread(code, 'code')).toBe(false);
    },
  );

  test('dates and numbers are left for the spreadsheet to read', () => {
    expect(wouldBeMisread('2026-01-31', 'value')).toBe(false);
  });
});

test('a code becomes a formula that yields its text', () => {
  expect(asTextFormula('02134')).toBe('="02134"');
});
