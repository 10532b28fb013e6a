import { expect, test } from 'vitest';
import { blankOffset, offsetEntryOf, offsetInWords, readOffset } from './offset-entry.ts';

const printer = { id: '1', printerName: 'Front desk', rightUm: -1500, downUm: 250, version: 1 };

test('a printer comes out of its form as it went in', () => {
  expect(readOffset(offsetEntryOf(printer))).toEqual({
    ok: true,
    value: { printerName: 'Front desk', rightUm: -1500, downUm: 250 },
  });
});

test.for([
  ['1,5', 1500],
  ['+2', 2000],
  ['−0.125', -125],
  ['-0', 0],
  [' 3.05 ', 3050],
] as const)('%s is read as micrometres', ([rightMm, rightUm]) => {
  expect(readOffset({ ...blankOffset, printerName: 'P', rightMm })).toMatchObject({
    ok: true,
    value: { rightUm },
  });
});

test.for([
  ['', /To the right, in mm must be a length/],
  ['1.5 in', /must be a length/],
  ['1.2345', /must be a length/],
  ['26', /To the right, in mm is more than an inch/],
] as const)('%s is refused at its field', ([rightMm, words]) => {
  expect(readOffset({ ...blankOffset, printerName: 'P', rightMm })).toMatchObject({
    ok: false,
    problems: { rightMm: expect.stringMatching(words) },
  });
});

test('a printer without a name is refused', () => {
  expect(readOffset(blankOffset)).toMatchObject({
    problems: { printerName: expect.stringMatching(/Printer/) },
  });
});

test('an offset is said in words', () => {
  expect(offsetInWords(printer)).toBe('1.5 mm left, 0.25 mm down');
  expect(offsetInWords({ ...printer, rightUm: 1000, downUm: -2000 })).toBe('1 mm right, 2 mm up');
  expect(offsetInWords({ ...printer, rightUm: 0, downUm: 0 })).toBe('None');
});
