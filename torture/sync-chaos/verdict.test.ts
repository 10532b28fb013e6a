import { expect, test } from 'vitest';
import { sha256Hex } from '../../server/chain-digest.ts';
import { chainAfter } from '../../shared/sync/chain.ts';
import type { Saved } from './ledger.ts';
import { type Held, type Logged, verdictOn } from './verdict.ts';

const DEVICE = '0197a000-0000-7000-8000-000000000001';
const MARKS = ['first', 'second', 'third'] as const;

function rowKey(mark: string): string {
  return `["row of ${mark}"]`;
}

function entry(mark: string, at: number): Logged {
  const change = {
    n: at,
    t: at,
    s: '1',
    k: 'orders',
    r: rowKey(mark),
    o: 'i',
    b: {},
    v: { order_number: mark },
    u: null,
    m: 1,
  };
  return { seq: at, deviceId: DEVICE, line: JSON.stringify(change), outcome: 'applied' };
}

function heldOf(log: readonly Logged[]): Held {
  const lines = log.map(({ line }) => line);
  const head = { deviceId: DEVICE, ackedChain: chainAfter('', lines, sha256Hex) };
  return {
    log,
    heads: [{ ...head, ackedNumber: log.length }],
    rows: new Set(MARKS.map((mark) => `orders ${rowKey(mark)}`)),
  };
}

const saved = MARKS.map(
  (mark): Saved => ({
    kind: 'order',
    table: 'orders',
    op: 'i',
    column: 'order_number',
    mark,
    changes: 1,
  }),
);
const log = MARKS.map((mark, index) => entry(mark, index + 1));

test('a server that holds everything once is found whole', () => {
  expect(verdictOn(saved, heldOf(log))).toEqual({ lost: [], doubled: [], problems: [] });
});

test('what was acknowledged and is not in the log is lost', () => {
  const closed = [entry('first', 1), entry('third', 2)];
  expect(verdictOn(saved, heldOf(closed))).toMatchObject({
    lost: ['lost: order second'],
    problems: [],
  });
});

test('what is in the log and in no table is lost', () => {
  const rows = new Set([`orders ${rowKey('first')}`, `orders ${rowKey('second')}`]);
  const { lost } = verdictOn(saved, { ...heldOf(log), rows });
  expect(lost).toEqual(['lost: orders ["row of third"] is in the log and no row']);
});

test('what is in the log twice is doubled', () => {
  const { doubled } = verdictOn(saved, heldOf([...log, entry('second', 4)]));
  expect(doubled).toEqual([
    'doubled: orders i second',
    'doubled: orders ["row of second"] was taken in 2 times',
  ]);
});

test('a hole, another line than was acknowledged, and what was set aside are problems', () => {
  const { problems: hole } = verdictOn([], heldOf(log.toSpliced(1, 1)));
  expect(hole).toEqual(['log: place 3 where 2 should be', `log: 3 of ${DEVICE} where 2 should be`]);

  const altered = log.with(1, entry('other', 2));
  const { problems: other } = verdictOn([], { ...heldOf(log), log: altered });
  expect(other).toEqual([`log: other lines of ${DEVICE} than were acknowledged`]);

  const aside = log.with(2, { ...entry('third', 3), outcome: 'quarantined' });
  const { problems: quarantined } = verdictOn([], heldOf(aside));
  expect(quarantined).toEqual(['log: place 3 is quarantined (orders)']);
});
