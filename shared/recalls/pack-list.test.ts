import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_PACKS, readPackList } from './pack-list.ts';

type Said = readonly [string | null, string | null];
const said = (text: string, plain: 'lotNumber' | 'serialNumber' = 'lotNumber') =>
  readPackList(text, plain).packs.map(
    ({ lotNumber, serialNumber }): Said => [lotNumber, serialNumber],
  );
const problems = (text: string) => readPackList(text, 'lotNumber').problems;

describe('a list is read', () => {
  test.for<[string, string, readonly Said[]]>([
    [
      'one lot a line',
      'A1\nA2',
      [
        ['A1', null],
        ['A2', null],
      ],
    ],
    [
      'with Windows line ends, blank lines and spaces',
      '\uFEFF A1 \r\n\r\nA2\r\n',
      [
        ['A1', null],
        ['A2', null],
      ],
    ],
    [
      'lot and serial',
      'A1,7\nA1,8',
      [
        ['A1', '7'],
        ['A1', '8'],
      ],
    ],
    [
      'under headings, in any order, beside others',
      'SKU;Serial No.;LOT NUMBER\nX;7;A1\nX;;A2',
      [
        ['A1', '7'],
        ['A2', null],
      ],
    ],
    ['tabs from a spreadsheet', 'Batch\tQty\nA1\t3', [['A1', null]]],
    ['in quotation marks', '"Lot","Note"\n"A,""1""","x"', [['A,"1"', null]]],
    ['twice, however it is spelt', 'A-1\na1', [['a1', null]]],
    ['a number that looks like a heading below one', 'Lot\nserial', [['serial', null]]],
  ])('%s', ([, text, packs]) => {
    expect(readPackList(text, 'lotNumber').problems).toEqual([]);
    expect(said(text)).toEqual(packs);
  });

  test('of serials, where the column without a heading is said to hold them', () => {
    expect(said('7\n8', 'serialNumber')).toEqual([
      [null, '7'],
      [null, '8'],
    ]);
  });
});

describe('a line that cannot be read is named by its number', () => {
  test.for<[string, string, readonly number[]]>([
    ['nothing at all', ' \n', [1]],
    ['a heading and nothing below', 'Lot', [1]],
    ['neither lot nor serial', 'Lot,Serial\nA1,\n,\n', [3]],
    ['a quotation mark that does not close', 'A1\n"A2\nA3', [2]],
    ['a quotation mark within', 'A"1', [1]],
    ['something behind a quotation', '"A1" x', [1]],
    ['too long', `A1\n\n${'9'.repeat(51)}`, [3]],
    ['without a letter or digit', 'A1\n---', [2]],
    ['a control character', 'A\u00071', [1]],
    ['three columns that nobody named', 'A,B,C', [1]],
    [
      'more than can be asked',
      Array.from({ length: MAX_PACKS + 1 }, (_, at) => `L${at}`).join('\n'),
      [1],
    ],
  ])('%s', ([, text, lines]) => {
    expect(problems(text).map(({ line }) => line)).toEqual(lines);
  });

  test('what can be read beside it stays', () => {
    expect(said('A1\n"A2\nA3')).toEqual([
      ['A1', null],
      ['A3', null],
    ]);
  });
});

test('whatever is pasted, nothing throws and every line is a pack, a problem or blank', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { packs, problems: wrong } = readPackList(text, 'lotNumber');
      expect(packs.length + wrong.length).toBeGreaterThan(0);
    }),
    { numRuns: 100 },
  );
});

test('what is written as CSV is read as it was', () => {
  const cell = fc
    .string({ minLength: 1, maxLength: 20 })
    .filter((text) => /[a-z0-9]/i.test(text) && !/\p{Cc}/u.test(text))
    .map((text) => text.trim());
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.tuple(cell, cell), ([lot, serial]) => {
      expect(said(`Lot,Serial\n${quoted(lot)},${quoted(serial)}`)).toEqual([[lot, serial]]);
    }),
  );
});
