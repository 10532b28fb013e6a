import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueUpkeep, type TableState, waitMs } from './upkeep-plan.ts';

const MEGABYTE = 1024 * 1024;
const settled: TableState = {
  name: 'patients',
  pages: 1000,
  pagesThen: 1000,
  rowsThen: 30_000,
  deadRows: 0,
  changedRows: 0,
  insertedRows: 0,
};

function dueFor(changed: Partial<TableState>) {
  return dueUpkeep({ logBytes: 0, tables: [{ ...settled, ...changed }] });
}

describe('what is to be done', () => {
  test('is nothing where nothing changed', () => {
    expect(dueFor({})).toEqual([]);
    expect(dueUpkeep({ logBytes: 1000, tables: [] })).toEqual([]);
    expect(dueFor({ pages: 0, pagesThen: 0, rowsThen: -1 })).toEqual([]);
  });

  test.for<[string, Partial<TableState>, string, number]>([
    ['a large table that was never looked at', { rowsThen: -1 }, 'ANALYZE "patients"', 2],
    ['a table that doubled', { pages: 2200 }, 'ANALYZE "patients"', 2],
    ['a small one that was never looked at', { rowsThen: -1, pages: 9 }, 'ANALYZE "patients"', 30],
    ['one whose rows changed', { changedRows: 3051 }, 'ANALYZE "patients"', 30],
    ['one that grew before a crash', { pages: 1300 }, 'ANALYZE "patients"', 30],
    ['one with dead rows', { deadRows: 6051 }, 'VACUUM (ANALYZE) "patients"', 70],
    ['one with new rows', { insertedRows: 7001 }, 'VACUUM (ANALYZE) "patients"', 70],
    ['one named oddly', { name: 'a "b"', deadRows: 9999 }, 'VACUUM (ANALYZE) "a ""b"""', 70],
  ])(
    'for %s is known, and for how long nobody must have saved',
    ([, changed, statement, seconds]) => {
      const [first] = dueFor(changed);
      expect(first?.statement).toBe(statement);
      expect(first?.needs.sinceSavedMs).toBe(seconds * 1000);
    },
  );

  test.for<[number, number]>([
    [MEGABYTE / 4, 300],
    [4 * MEGABYTE, 30],
    [64 * MEGABYTE, 2],
    [256 * MEGABYTE, 0],
  ])(
    'for a log of %d bytes is a checkpoint, the sooner the longer it is',
    ([logBytes, seconds]) => {
      expect(
        dueUpkeep({ logBytes: logBytes - 1, tables: [] })[0]?.needs.sinceSavedMs ?? Infinity,
      ).toBeGreaterThan(seconds * 1000);
      expect(dueUpkeep({ logBytes, tables: [] })).toMatchObject([
        { statement: 'CHECKPOINT', needs: { sinceSavedMs: seconds * 1000 } },
      ]);
    },
  );
});

const count = fc.nat(2_000_000);
const table: fc.Arbitrary<TableState> = fc.record({
  name: fc.constantFrom('patients', 'orders', 'audit_events'),
  pages: count,
  pagesThen: count,
  rowsThen: fc.oneof(count, fc.constant(-1)),
  deadRows: count,
  changedRows: count,
  insertedRows: count,
});

test('whatever the tables: what is done once is not due again, and nothing but a huge log interrupts a save', () => {
  fc.assert(
    fc.property(table, fc.nat(255 * MEGABYTE), (before, logBytes) => {
      const due = dueUpkeep({ logBytes, tables: [before] });
      for (const { needs } of due) expect(needs.sinceSavedMs).toBeGreaterThan(0);
      const analyzed = { ...before, pagesThen: before.pages, rowsThen: before.pages * 30 };
      const tidied = { ...analyzed, deadRows: 0, changedRows: 0, insertedRows: 0 };
      expect(dueUpkeep({ logBytes: 0, tables: [tidied] })).toEqual([]);
    }),
  );
});

test('the longer a table takes to read, the longer nobody must have asked for anything', () => {
  fc.assert(
    fc.property(table, count, (one, more) => {
      const littered = {
        ...one,
        deadRows: Number.MAX_SAFE_INTEGER,
        pagesThen: one.pages,
        rowsThen: 1,
      };
      const needsOf = (pages: number) =>
        dueUpkeep({ logBytes: 0, tables: [{ ...littered, pages, pagesThen: pages }] })[0]?.needs;
      const [small, large] = [needsOf(one.pages), needsOf(one.pages + more)];
      expect(large?.sinceAskedMs).toBeGreaterThanOrEqual(small?.sinceAskedMs ?? Infinity);
    }),
  );
});

test('how long to wait is what is missing most', () => {
  const needs = { sinceSavedMs: 30_000, sinceAskedMs: 10_000 };
  expect(waitMs(needs, { sinceSavedMs: 30_000, sinceAskedMs: 10_000 })).toBe(0);
  expect(waitMs(needs, { sinceSavedMs: 29_000, sinceAskedMs: 2000 })).toBe(8000);
});
