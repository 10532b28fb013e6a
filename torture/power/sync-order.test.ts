import { expect, test } from 'vitest';
import type { Effect } from './effects.ts';
import { syncOrderBreaks } from './sync-order.ts';

const bytes = Buffer.from('x');
const inLog: Effect = { type: 'write', file: 'records.store-wal', at: 32, bytes };
const restart: Effect = { ...inLog, at: 0 };
const syncLog: Effect = { type: 'sync', file: 'records.store-wal' };
const inDatabase: Effect = { type: 'write', file: 'records.store', at: 0, bytes };
const syncDatabase: Effect = { type: 'sync', file: 'records.store' };
const done: Effect = {
  type: 'note',
  line: { at: 'done', act: { kind: 'maintain', command: 'CHECKPOINT' } },
};

test.for<readonly [string, readonly Effect[], number]>([
  [
    'the order of SQLite that syncs',
    [restart, syncLog, inLog, syncLog, done, inDatabase, inDatabase, syncDatabase, restart],
    0,
  ],
  ['an answer before the log is synced', [inLog, done], 1],
  ['a database that changes before the log is synced', [inLog, inDatabase], 1],
  [
    'a log that begins again before the database is synced',
    [inLog, syncLog, inDatabase, restart],
    1,
  ],
])('%s', ([, effects, breaks]) => {
  expect(syncOrderBreaks(effects)).toHaveLength(breaks);
});
