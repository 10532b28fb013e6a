import { describe, expect, test } from 'vitest';
import { everyPack } from '../../shared/recalls/recalled-packs.ts';
import { emptyQuestion, readQuestion, type TypedQuestion } from './question.ts';

const product = { sku: 'FOAM', name: 'Foam' };
const typed = (part: Partial<TypedQuestion>): TypedQuestion => ({
  ...emptyQuestion,
  product,
  ...part,
});

describe('a typed question is read', () => {
  test.for<[string, Partial<TypedQuestion>, readonly object[]]>([
    ['about a lot', { lotNumber: ' A1 ', serialNumber: '7' }, [{ lotNumber: 'A1' }]],
    [
      'about a range of lots',
      { lotNumber: 'A1', lastLotNumber: 'A9' },
      [{ lotNumber: 'A1', lastLotNumber: 'A9' }],
    ],
    [
      'about a serial',
      { kind: 'serial', lotNumber: 'A1', serialNumber: '7' },
      [{ serialNumber: '7' }],
    ],
    [
      'about a list',
      { kind: 'list', listText: 'A1\nA2' },
      [{ lotNumber: 'A1' }, { lotNumber: 'A2' }],
    ],
    [
      'about a list of serials',
      { kind: 'list', listText: '7', plain: 'serialNumber' },
      [{ serialNumber: '7' }],
    ],
    ['about every pack', { kind: 'every', lotNumber: 'A1' }, [{}]],
  ])('%s', ([, part, packs]) => {
    expect(readQuestion(typed(part))).toEqual({
      ok: true,
      asked: { productId: 'FOAM', packs: packs.map((each) => ({ ...everyPack, ...each })) },
    });
  });
});

describe('what is wrong is said at its field', () => {
  test.for<[string, Partial<TypedQuestion>, object]>([
    ['no product', { product: null, lotNumber: 'A' }, { product: 'Choose the recalled product' }],
    ['no lot', {}, { lotNumber: 'Lot number is missing' }],
    ['no serial', { kind: 'serial', lotNumber: 'A' }, { serialNumber: 'Serial number is missing' }],
    [
      'a range backwards',
      { lotNumber: 'B', lastLotNumber: 'A' },
      { lastLotNumber: 'Last lot of a range comes before the first number of the range' },
    ],
    [
      'lines of a list',
      { kind: 'list', listText: 'Lot\n,\n"A' },
      {
        list: 'Line 2 says neither a lot nor a serial. Line 3 has a quotation mark that does not close.',
      },
    ],
    [
      'many lines',
      { kind: 'list', listText: Array(7).fill('-').join('\n') },
      { list: expect.stringMatching(/^Line 1 .* Line 5 .* And 2 more\.$/) },
    ],
  ])('%s', ([, part, problems]) => {
    expect(readQuestion(typed(part))).toEqual({ ok: false, problems });
  });
});
