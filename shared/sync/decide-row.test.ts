import { expect, test } from 'vitest';
import { decide } from './decide.ts';
import type { Register } from './decision.ts';
import { rowId } from './row-key.ts';

const ROW = '["t1"]';
const stands: Register = { deviceId: 'b', number: 5, stamp: 20n };

test('a row never stands by another change than the one whose values it has, whoever decided that it counts', () => {
  const line = { n: 2, t: 2, s: '10', k: 'treatment_records', r: ROW, o: 'u' as const, m: 310 };
  const change = { line: { ...line, b: {}, v: { notes: 'mine' }, u: null }, stamp: 10n };
  const decision = decide({
    transaction: { deviceId: 'a', changes: [change] },
    standing: {
      rows: new Map([
        [
          rowId('treatment_records', ROW),
          { values: { id: 't1', notes: 'theirs' }, registers: { '': stands } },
        ],
      ]),
      versions: new Map(),
      notTakenUp: new Set(),
    },
    schemaVersion: 310,
    derived: new Map(),
    outcomes: ['applied'],
  });
  expect(decision.effects).toMatchObject([{ op: 'set', values: { notes: 'mine' } }]);
  expect(decision.registers).toMatchObject([{ register: { deviceId: 'a', number: 2 } }]);
});
