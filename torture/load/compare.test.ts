import { expect, test } from 'vitest';
import { createBooks } from './books.ts';
import { compare } from './compare.ts';
import type { Found } from './found.ts';
import type { Act, LedgerLine } from './ledger.ts';

const order: Act = { kind: 'order', orderId: 'o', lines: 2, units: 3 };
const correction: Act = { kind: 'correct', orderId: 'o', recordId: 'r', version: 2 };
const removal: Act = { kind: 'remove', orderId: 'o' };
const bulk: Act = { kind: 'import', batch: 'b', rows: 10, units: 20 };
const index: Act = { kind: 'index', name: 'i', isThere: true };
const migration: Act = { kind: 'migrate', name: '900_t.sql', rows: 5 };

const nothing: Found = { orders: [], imports: [], versions: [], indexes: [], migrations: [] };
const wholeOrder = { id: 'o', lines: 2, records: 2, units: 3 };
const withOrder: Found = { ...nothing, orders: [wholeOrder] };

const begun = (act: Act): LedgerLine => ({ at: 'begun', act });
const done = (act: Act): readonly LedgerLine[] => [begun(act), { at: 'done', act }];

test.for<readonly [string, readonly LedgerLine[], Found, readonly string[]]>([
  ['an order acknowledged and there', done(order), withOrder, []],
  ['an order acknowledged and not there', done(order), nothing, ['lost']],
  ['an order begun and not there', [begun(order)], nothing, []],
  ['an order begun and there', [begun(order)], withOrder, []],
  ['an order never begun', [], withOrder, ['unknown']],
  [
    'an order of which a record is missing',
    done(order),
    { ...nothing, orders: [{ ...wholeOrder, records: 1, units: 1 }] },
    ['half'],
  ],
  [
    'an order begun of which a line is missing',
    [begun(order)],
    { ...nothing, orders: [{ ...wholeOrder, lines: 1 }] },
    ['half'],
  ],
  ['a removal acknowledged', [...done(order), ...done(removal)], nothing, []],
  ['a removal undone', [...done(order), ...done(removal)], withOrder, ['returned']],
  ['a removal begun', [...done(order), begun(removal)], nothing, []],
  [
    'a correction acknowledged and gone',
    [...done(order), ...done(correction)],
    withOrder,
    ['lost'],
  ],
  [
    'a correction whose older version is gone',
    [...done(order), ...done(correction)],
    { ...withOrder, versions: [{ recordId: 'r', version: 2, kept: 0 }] },
    ['half'],
  ],
  [
    'a correction of an order removed since',
    [...done(order), ...done(correction), ...done(removal)],
    nothing,
    [],
  ],
  [
    'a part of an import',
    done(bulk),
    { ...nothing, imports: [{ batch: 'b', rows: 9, units: 18 }] },
    ['half'],
  ],
  ['an import gone', done(bulk), nothing, ['lost']],
  ['an index gone', done(index), nothing, ['lost']],
  [
    'an index that was begun only and cannot be used',
    [begun(index)],
    { ...nothing, indexes: [{ name: 'i', isValid: false }] },
    ['half'],
  ],
  [
    'the note of a migration without its rows',
    done(migration),
    { ...nothing, migrations: [{ name: '900_t.sql', rows: 0 }] },
    ['half'],
  ],
])('%s', ([, lines, found, kinds]) => {
  expect(compare(createBooks(lines), found).map(({ kind }) => kind)).toEqual(kinds);
});
