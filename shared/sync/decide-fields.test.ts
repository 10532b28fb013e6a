import { expect, test } from 'vitest';
import { type Step } from '../../test/sync-changes.ts';
import { changeOf, insert, play, ROW, update, type Told } from '../../test/sync-play.ts';
import type { Outcome } from './line.ts';
import type { Values } from './row-key.ts';

const patient = insert('patients', {
  id: ROW,
  first_name: 'Ann',
  last_name: 'Lee',
  mrn: null,
  mrn_key: null,
  search_text: ' lee ann',
  phone: '1',
  version: 1,
});

const fields = (v: Values, b: Step['b'] = {}) => update('patients', v, b);

test.for([
  [
    'two columns of two people come together',
    [
      ['a', 1, 1, patient],
      ['b', 1, 2, fields({ phone: '2', version: 2 })],
      ['a', 2, 3, fields({ last_name: 'Wu', version: 2, search_text: ' wu ann' })],
    ],
    ['applied', 'applied', 'applied'],
    [],
    { phone: '2', last_name: 'Wu', search_text: ' wu ann', version: 3 },
  ],
  [
    'of one column the later counts, and somebody may look',
    [
      ['a', 1, 1, patient],
      ['b', 1, 5, fields({ phone: '2', version: 2 })],
      ['a', 2, 4, fields({ phone: '3', version: 2 })],
    ],
    ['applied', 'applied', 'merged'],
    ['concurrentFields'],
    { phone: '2', version: 3 },
  ],
  [
    'two names must be settled',
    [
      ['a', 1, 1, patient],
      ['b', 1, 4, fields({ last_name: 'Wu', version: 2 })],
      ['a', 2, 5, fields({ last_name: 'Fu', phone: '7', version: 2 })],
    ],
    ['applied', 'applied', 'applied'],
    ['concurrentFields!'],
    { last_name: 'Fu', phone: '7', search_text: ' fu ann' },
  ],
  [
    'the words it is found by follow from what stands',
    [
      ['a', 1, 1, patient],
      ['b', 1, 2, fields({ first_name: 'Eve', search_text: ' lee eve', version: 2 })],
      ['a', 2, 3, fields({ mrn: 'A-1', mrn_key: 'a1', search_text: ' lee ann a 1', version: 2 })],
    ],
    ['applied', 'applied', 'applied'],
    [],
    { search_text: ' lee eve a 1', mrn_key: 'a1' },
  ],
  [
    'the same value twice needs no look',
    [
      ['a', 1, 1, patient],
      ['b', 1, 5, fields({ phone: '2', version: 2 })],
      ['a', 2, 4, fields({ phone: '2', version: 2 })],
    ],
    ['applied', 'applied', 'applied'],
    [],
    { phone: '2', version: 3 },
  ],
  [
    'what its author saw may be overwritten by an earlier clock',
    [
      ['a', 1, 1, patient],
      ['b', 1, 5, fields({ phone: '2', version: 2 })],
      ['a', 2, 4, fields({ phone: '3', version: 3 }, { phone: changeOf('b', 1) })],
    ],
    ['applied', 'applied', 'applied'],
    [],
    { phone: '3', version: 3 },
  ],
] as const satisfies readonly (readonly [string, readonly Told[], Outcome[], string[], Values])[])(
  'fields: %s',
  ([, told, outcomes, reviews, row]) => {
    const played = play(...told);
    expect(played.outcomes).toEqual(outcomes);
    expect(played.reviews).toEqual(reviews);
    expect(played.row('patients', ROW)).toMatchObject(row);
  },
);

const before = (details: string): Step => ({
  k: 'patient_versions',
  o: 'i',
  key: [ROW, 1],
  v: { patient_id: ROW, version: 1, details },
});

test.for([
  ['first', [before('a'), fields({ phone: '3', version: 2 })]],
  ['last', [fields({ phone: '3', version: 2 }), before('a')]],
] as const)(
  'history: a taken number becomes the next, whether the history is written %s',
  ([, steps]) => {
    const played = play(
      ['a', 1, 1, patient],
      ['b', 1, 2, before('b'), fields({ last_name: 'Wu', version: 2 })],
      ['a', 2, 3, ...steps],
    );
    expect(played.row('patient_versions', ROW, 1)).toMatchObject({ details: 'b' });
    expect(played.row('patient_versions', ROW, 2)).toEqual({
      patient_id: ROW,
      version: 2,
      details: 'a',
    });
    expect(played.row('patients', ROW)).toMatchObject({ version: 3, phone: '3', last_name: 'Wu' });
    expect(played.last?.outcomes.toSorted()).toEqual(['applied', 'merged']);
  },
);

test('history: the same again is nothing', () => {
  const played = play(['a', 1, 1, patient, before('a')], ['b', 1, 2, before('a')]);
  expect(played.outcomes).toEqual(['applied', 'applied']);
  expect(played.row('patient_versions', ROW, 2)).toBeNull();
});

test('history: a row is of a later version than all that is kept of it', () => {
  const kept = (version: number, details: string): Step => ({
    k: 'patient_versions',
    o: 'i',
    key: [ROW, version],
    v: { patient_id: ROW, version, details },
  });
  const played = play(
    ['a', 1, 1, patient, kept(1, 'a'), kept(2, 'b')],
    ['b', 1, 2, kept(2, 'c'), fields({ phone: '2', version: 2 })],
  );
  expect(played.row('patient_versions', ROW, 3)).toMatchObject({ details: 'c' });
  expect(played.row('patients', ROW)).toMatchObject({ version: 4, phone: '2' });
});
