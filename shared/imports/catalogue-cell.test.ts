import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText, spreadsheetCell } from './catalogue-cell.ts';

test.for(['=1+1', '+1', '-1', '@A1', '＝1', '＋1', "'=1+1", "''=1"])(
  'no spreadsheet runs %s, and it is read back as it was',
  (text) => {
    expect(spreadsheetCell(text, 'text')).toBe(`'${text}`);
    expect(plainText(spreadsheetCell(text, 'text'))).toBe(text);
  },
);

test.for(['00123', '08806388269617', '1E5', 'MAR1', 'FOAM-4X4'])(
  'the code %s stays text in a spreadsheet',
  (code) => {
    expect(spreadsheetCell(code, 'code')).toBe(`="${code}"`);
    expect(plainText(spreadsheetCell(code, 'code'))).toBe(code);
  },
);

test('plain words stand as they are', () => {
  for (const text of ['Foam dressing 4 x 4 in', "Smith's gauze", 'Großer Verband', ''])
    expect(spreadsheetCell(text, 'text')).toBe(text);
});

test('whatever is written is read back to the letter, and begins no formula but one that is text', () => {
  const beginning = fc.constantFrom('', '=', "'", "'=", '="', '+', '-', '@', '＝', '1', "''");
  const text = fc.tuple(beginning, fc.string()).map((parts) => parts.join('').trim());
  fc.assert(
    fc.property(text, fc.constantFrom('code', 'text'), (typed, kind) => {
      const cell = spreadsheetCell(typed, kind);
      expect(plainText(cell)).toBe(typed);
      expect(cell.replace(/^="[\w .,:/%$()#-]*"$/, '')).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    }),
    { numRuns: 2000 },
  );
});
