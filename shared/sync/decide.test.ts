import { expect, test } from 'vitest';
import { type Step } from '../../test/sync-changes.ts';
import { changeOf, insert, play, remove, ROW, update, type Told } from '../../test/sync-play.ts';
import type { Outcome } from './line.ts';
import type { Values } from './row-key.ts';

const wound = insert('wounds', { id: ROW, patient_id: ROW, site: 'heel', version: 1 });
const receipt = insert('receipts', { id: ROW, note: 'a' });

test.for([
  [
    'the same fact again is nothing',
    [
      ['a', 1, 1, receipt],
      ['b', 1, 2, receipt],
    ],
    ['applied', 'applied'],
    [],
    { note: 'a' },
  ],
  [
    'another fact of the same key changes nothing',
    [
      ['a', 1, 1, receipt],
      ['b', 1, 2, insert('receipts', { id: ROW, note: 'b' })],
    ],
    ['applied', 'applied'],
    [],
    { note: 'a' },
  ],
  [
    'a fact is deleted by its key',
    [
      ['a', 1, 1, receipt],
      ['b', 1, 2, remove('receipts')],
    ],
    ['applied', 'applied'],
    [],
    null,
  ],
  [
    'deleting what is not there is nothing',
    [['b', 1, 2, remove('receipts')]],
    ['applied'],
    [],
    null,
  ],
] as const satisfies readonly (readonly [
  string,
  readonly Told[],
  Outcome[],
  string[],
  Values | null,
])[])('fact: %s', ([, told, outcomes, reviews, row]) => {
  const played = play(...told);
  expect(played.outcomes).toEqual(outcomes);
  expect(played.reviews).toEqual(reviews);
  expect(played.row('receipts', ROW)).toEqual(row === null ? null : { id: ROW, ...row });
});

const heel = (site: string, version: number, b: Step['b'] = {}) =>
  update('wounds', { site, version }, b);

test.for([
  [
    'a change of what its author saw counts',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, heel('toe', 2)],
      ['a', 2, 3, heel('shin', 3, { '': changeOf('b', 1) })],
    ],
    ['applied', 'applied', 'applied'],
    [],
    'shin',
  ],
  [
    'a change that had not seen another waits',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, heel('toe', 2)],
      ['a', 2, 3, heel('shin', 2)],
    ],
    ['applied', 'applied', 'held'],
    ['concurrentEdit!'],
    'toe',
  ],
  [
    'two changes in one transaction count both',
    [['a', 1, 1, wound, heel('toe', 2), heel('shin', 3, { '': changeOf('a', 2) })]],
    ['applied'],
    [],
    'shin',
  ],
  [
    'what follows from a change that waits, waits too',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, heel('toe', 2)],
      ['a', 2, 3, heel('shin', 2)],
      ['a', 3, 4, heel('knee', 3, { '': changeOf('a', 2) })],
    ],
    ['applied', 'applied', 'held', 'held'],
    ['concurrentEdit!', 'dependsOnHeld!'],
    'toe',
  ],
  [
    'a change of what was deleted meanwhile waits',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, remove('wounds')],
      ['a', 2, 3, heel('shin', 2)],
    ],
    ['applied', 'applied', 'held'],
    ['concurrentEdit!'],
    null,
  ],
  [
    'a deletion that had not seen a change waits',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, heel('toe', 2)],
      ['a', 2, 3, remove('wounds')],
    ],
    ['applied', 'applied', 'held'],
    ['concurrentEdit!'],
    'toe',
  ],
  [
    'a change of a row that never came waits',
    [['a', 2, 3, heel('shin', 2)]],
    ['held'],
    ['dependsOnHeld!'],
    null,
  ],
  [
    'the same row from two computers is one',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, wound],
    ],
    ['applied', 'applied'],
    [],
    'heel',
  ],
  [
    'another row of the same key waits',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, insert('wounds', { id: ROW, site: 'toe' })],
    ],
    ['applied', 'held'],
    ['concurrentEdit!'],
    'heel',
  ],
  [
    'a change that saw the row before it was deleted and made anew waits',
    [
      ['a', 1, 1, wound],
      ['b', 1, 2, remove('wounds')],
      ['b', 2, 3, wound],
      ['a', 2, 3, heel('shin', 2)],
    ],
    ['applied', 'applied', 'applied', 'held'],
    ['concurrentEdit!'],
    'heel',
  ],
] as const satisfies readonly (readonly [
  string,
  readonly Told[],
  Outcome[],
  string[],
  string | null,
])[])('guarded: %s', ([, told, outcomes, reviews, site]) => {
  const played = play(...told);
  expect(played.outcomes).toEqual(outcomes);
  expect(played.reviews).toEqual(reviews);
  expect(played.row('wounds', ROW)?.['site'] ?? null).toBe(site);
});

test('guarded: a row deleted, made anew and changed at once stands as it was left', () => {
  const played = play(
    ['a', 1, 1, wound],
    ['b', 1, 2, remove('wounds'), wound, heel('toe', 2, { '': changeOf('b', 1) })],
  );
  expect(played.outcomes).toEqual(['applied', 'applied']);
  expect(played.row('wounds', ROW)).toMatchObject({ site: 'toe' });
});
