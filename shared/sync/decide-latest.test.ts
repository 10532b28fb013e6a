import { expect, test } from 'vitest';
import { type Step } from '../../test/sync-changes.ts';
import { changeOf, insert, play, remove, ROW, update, type Told } from '../../test/sync-play.ts';
import type { Outcome } from './line.ts';

const allergy = insert('allergies', { id: ROW, patient_id: ROW, substance: 'latex', version: 1 });

const substance = (of: string, version: number, b: Step['b'] = {}) =>
  update('allergies', { id: ROW, patient_id: ROW, substance: of, version }, b);

test.for([
  [
    'a change of what its author saw counts whatever the clocks say',
    [
      ['a', 1, 9, allergy],
      ['b', 1, 8, substance('zinc', 2)],
      ['a', 2, 3, substance('gold', 3, { '': changeOf('b', 1) })],
    ],
    ['applied', 'applied', 'applied'],
    [],
    ['gold', 3],
  ],
  [
    'of two unseen ones the later counts',
    [
      ['a', 1, 1, allergy],
      ['b', 1, 5, substance('zinc', 2)],
      ['a', 2, 6, substance('gold', 2)],
    ],
    ['applied', 'applied', 'applied'],
    ['concurrentRow'],
    ['gold', 3],
  ],
  [
    'an earlier one that comes later changes nothing',
    [
      ['a', 1, 1, allergy],
      ['b', 1, 5, substance('zinc', 2)],
      ['a', 2, 4, substance('gold', 2)],
    ],
    ['applied', 'applied', 'merged'],
    ['concurrentRow'],
    ['zinc', 3],
  ],
  [
    'two of the same content need no look',
    [
      ['a', 1, 1, allergy],
      ['b', 1, 5, substance('zinc', 2)],
      ['a', 2, 4, substance('zinc', 2)],
    ],
    ['applied', 'applied', 'applied'],
    [],
    ['zinc', 3],
  ],
  [
    'what was deleted stays so',
    [
      ['a', 1, 1, allergy],
      ['b', 1, 5, remove('allergies')],
      ['a', 2, 9, substance('zinc', 2)],
    ],
    ['applied', 'applied', 'merged'],
    ['concurrentRow'],
    null,
  ],
  [
    'a deletion counts over what it had not seen',
    [
      ['a', 1, 1, allergy],
      ['b', 1, 9, substance('zinc', 2)],
      ['a', 2, 5, remove('allergies')],
    ],
    ['applied', 'applied', 'applied'],
    ['concurrentRow'],
    null,
  ],
  [
    'a row that two computers made is taken from the later in the log',
    [
      ['a', 1, 1, allergy],
      ['b', 1, 5, insert('allergies', { id: ROW, patient_id: ROW, substance: 'zinc', version: 1 })],
    ],
    ['applied', 'applied'],
    ['concurrentRow'],
    ['zinc', 2],
  ],
] as const satisfies readonly (readonly [
  string,
  readonly Told[],
  Outcome[],
  string[],
  readonly [string, number] | null,
])[])('latest: %s', ([, told, outcomes, reviews, row]) => {
  const played = play(...told);
  expect(played.outcomes).toEqual(outcomes);
  expect(played.reviews).toEqual(reviews);
  const { substance: is, version } = played.row('allergies', ROW) ?? {};
  expect(is === undefined ? null : [is, version]).toEqual(row);
});
