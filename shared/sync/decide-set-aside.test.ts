import { expect, test } from 'vitest';
import { device, memoryTables, rowUuid, transaction, type Step } from '../../test/sync-changes.ts';
import { changeOf, insert, play, ROW, update } from '../../test/sync-play.ts';
import type { Outcome } from './line.ts';

const wound = insert('wounds', { id: ROW, patient_id: ROW, site: 'heel', version: 1 });
const receipt = insert('receipts', { id: ROW, note: 'a' });

const heel = (site: string, version: number, b: Step['b'] = {}) =>
  update('wounds', { site, version }, b);

test('a transaction that waits is set aside whole, and only its trail is kept', () => {
  const event = insert('audit_events', { id: rowUuid(9), kind: 'command' });
  const played = play(
    ['a', 1, 1, wound],
    ['b', 1, 2, heel('toe', 2)],
    ['a', 2, 3, insert('receipts', { id: ROW, note: 'a' }), heel('shin', 2), event],
  );

  expect(played.last?.outcomes).toEqual(['held', 'held', 'applied']);
  expect(played.row('receipts', ROW)).toBeNull();
  expect(played.row('audit_events', rowUuid(9))).not.toBeNull();
  expect(played.last?.reviews).toMatchObject([
    {
      kind: 'concurrentEdit',
      entity: 'wounds',
      rowKey: `["${ROW}"]`,
      patientId: ROW,
      standing: { change: changeOf('b', 1), stamp: '2', values: { site: 'toe' } },
      arriving: {
        change: changeOf('a', 3),
        deviceId: device('a'),
        changes: [
          { entity: 'receipts', op: 'i' },
          { entity: 'wounds', op: 'u', values: { site: 'shin', version: 2 } },
        ],
      },
    },
  ]);
});

const event = insert('audit_events', { id: ROW, kind: 'command' });

test.for([
  ['a table of a later release waits', [insert('moods', { id: ROW })], ['waiting'], []],
  [
    'a change of a later release waits with all beside it',
    [{ ...wound, m: 999 }, receipt],
    ['waiting', 'waiting'],
    [],
  ],
  [
    'a table that stays on each computer is not written',
    [insert('sync_site', { id: ROW })],
    ['waiting'],
    [],
  ],
  [
    'a row of another key than it says is quarantined',
    [{ ...wound, key: [rowUuid(2)] }, event],
    ['quarantined', 'applied'],
    ['quarantined'],
  ],
  [
    'a change of a key is quarantined',
    [update('wounds', { id: rowUuid(2) })],
    ['quarantined'],
    ['quarantined'],
  ],
  [
    'a changed trail is quarantined',
    [update('audit_events', { kind: 'read' })],
    ['quarantined'],
    ['quarantined'],
  ],
  [
    'a review that no server wrote is quarantined',
    [insert('sync_reviews', { id: ROW })],
    ['quarantined'],
    ['quarantined'],
  ],
] as const satisfies readonly (readonly [string, Step[], Outcome[], string[]])[])(
  'any: %s',
  ([, steps, outcomes, kinds]) => {
    const { last } = play(['a', 1, 1, ...steps]);
    expect(last?.outcomes).toEqual(outcomes);
    expect(last?.reviews.map(({ kind }) => kind)).toEqual(kinds);
    expect(last?.effects.every(({ entity }) => entity === 'audit_events')).toBe(true);
  },
);

test('columns that stay on a computer are never taken from another', () => {
  const played = play([
    'a',
    1,
    1,
    { k: 'user_pins', o: 'i', key: [ROW], v: { user_id: ROW, pin_hash: 'x', failed_attempts: 3 } },
  ]);
  expect(played.row('user_pins', ROW)).toEqual({ user_id: ROW, pin_hash: 'x' });
});

test('a device does what the server decided, and holds nothing by itself', () => {
  const tables = memoryTables();
  const told = [
    transaction({ by: 'a', n: 1, stamp: 1 }, wound),
    transaction({ by: 'b', n: 1, stamp: 2 }, heel('toe', 2)),
    transaction({ by: 'a', n: 2, stamp: 3 }, heel('shin', 2), event),
  ];
  const decided: readonly (readonly Outcome[])[] = [['applied'], ['held'], ['applied', 'applied']];
  const decisions = told.map((each, place) =>
    tables.fold(each, { outcomes: decided[place] ?? [] }),
  );

  expect(tables.row('wounds', ROW)).toMatchObject({ site: 'shin' });
  expect(decisions.flatMap(({ reviews }) => reviews)).toEqual([]);
  expect(decisions.map(({ outcomes }) => outcomes)).toEqual(decided);
});
