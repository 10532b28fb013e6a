import { describe, expect, test } from 'vitest';
import { type StockLook, stockConcerns, usableUntil } from './stock-concerns.ts';

const stock: StockLook = { shelfPieces: 5, quarantined: [], keptForOthers: [], expiresOn: null };
const lot = { lotNumber: 'A-1', serialNumber: null };
const unsaid = { lotNumber: null, serialNumber: null };
const quarantine = (pieces: number) => [{ place: 'Quarantine', pieces }];

function kindsOf(taken: object, look: Partial<StockLook> | null): readonly string[] {
  const given = { quantityUsed: 1, serialUsedOn: [], ...lot, ...taken };
  return stockConcerns({ ...given, stock: look && { ...stock, ...look } }).map(({ kind }) => kind);
}

describe('what speaks against taking pieces', () => {
  test.for<[string, object, Partial<StockLook> | null, readonly string[]]>([
    ['nothing, where there is enough', { quantityUsed: 5 }, {}, []],
    ['nothing, where the product is not kept in stock', { quantityUsed: 99 }, null, []],
    ['one more than there is', { quantityUsed: 6 }, {}, ['shortInStock']],
    ['the last that somebody else took', {}, { shelfPieces: 0 }, ['shortInStock']],
    ['more than was ever there', {}, { shelfPieces: -2 }, ['shortInStock']],
    [
      'what waits to be accepted',
      {},
      { shelfPieces: 0, quarantined: quarantine(3) },
      ['quarantined'],
    ],
    [
      'nothing, where the shelf holds enough beside the quarantine',
      { quantityUsed: 5 },
      { quarantined: quarantine(3) },
      [],
    ],
    [
      'more than shelf and quarantine hold',
      { quantityUsed: 9 },
      { quarantined: quarantine(3) },
      ['quarantined', 'shortInStock'],
    ],
    [
      'quarantine that makes up for a shelf below zero',
      { quantityUsed: 2 },
      { shelfPieces: -1, quarantined: quarantine(3) },
      ['quarantined'],
    ],
    [
      'the only pieces, which came in for another patient',
      {},
      { shelfPieces: 1, keptForOthers: [{ orderNumber: '7', pieces: 1 }] },
      ['otherOrder'],
    ],
    [
      'nothing, where some came in for everybody',
      { quantityUsed: 4 },
      { keptForOthers: [{ orderNumber: '7', pieces: 1 }] },
      [],
    ],
    [
      'one more than came in for everybody',
      { quantityUsed: 5 },
      { keptForOthers: [{ orderNumber: '7', pieces: 1 }] },
      ['otherOrder'],
    ],
    [
      'nothing, where all that came in for others was used on them',
      { quantityUsed: 5 },
      { keptForOthers: [{ orderNumber: '7', pieces: 0 }] },
      [],
    ],
    [
      'nothing of another order where nobody said which package it was',
      unsaid,
      { shelfPieces: 1, keptForOthers: [{ orderNumber: '7', pieces: 1 }] },
      [],
    ],
    ['the total where nobody said which package it was', unsaid, { shelfPieces: 1 }, []],
    [
      'more than the total, said or not',
      { ...unsaid, quantityUsed: 2 },
      { shelfPieces: 1 },
      ['shortInStock'],
    ],
    ['a serial in another record', { serialUsedOn: ['2026-03-01'] }, {}, ['serialUsed']],
    [
      'a serial in another record, of a product not kept in stock',
      { serialUsedOn: ['2026-03-01'] },
      null,
      ['serialUsed'],
    ],
    [
      'a serial in another record that stock says is gone',
      { serialUsedOn: ['2026-03-01'] },
      { shelfPieces: 0 },
      ['serialUsed', 'shortInStock'],
    ],
  ])('%s', ([, taken, look, kinds]) => {
    expect(kindsOf(taken, look)).toEqual(kinds);
  });

  test('says which package it is about, and what to do', () => {
    const taken = { ...lot, serialNumber: '07', quantityUsed: 2, serialUsedOn: ['2026-03-01'] };
    const kept = ['1', '2', '3', '4'].map((orderNumber) => ({ orderNumber, pieces: 1 }));
    const look = { ...stock, shelfPieces: 0, quarantined: quarantine(1), keptForOthers: kept };
    expect(stockConcerns({ ...taken, stock: look }).map(({ about }) => about)).toEqual([
      'serial 07 is in another record, of 2026-03-01. Check the label',
      '1 piece of lot A-1, serial 07 lies in Quarantine and may not be used yet. Take another, or have it accepted first',
      'lot A-1, serial 07 came in for order 1, 2, 3 and others of another patient. Take what came for this one',
      '1 piece of lot A-1, serial 07 is in stock, and 2 are used. Check the label, and have the shelf counted',
    ]);
    const none = { ...unsaid, quantityUsed: 1, serialUsedOn: [] };
    expect(stockConcerns({ ...none, stock: { ...stock, shelfPieces: 0 } })).toEqual([
      {
        kind: 'shortInStock',
        about:
          'no pieces of this product are on the shelves, and 1 is used. Check the label, and have the shelf counted',
      },
    ]);
  });
});

test.for<[string | null, string | null, string | null]>([
  [null, null, null],
  ['2027-01-01', null, '2027-01-01'],
  [null, '2026-05-01', '2026-05-01'],
  ['2027-01-01', '2026-05-01', '2026-05-01'],
  ['2026-01-01', '2026-05-01', '2026-01-01'],
])('typed %s and known %s, a package is usable until %s', ([typed, known, until]) => {
  expect(usableUntil(typed, { expiresOn: known })).toBe(until);
});

test('what stock does not know changes nothing of the day that was typed', () => {
  expect(usableUntil('2027-01-01', null)).toBe('2027-01-01');
});
