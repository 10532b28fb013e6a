import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  device,
  memoryTables,
  rowUuid,
  SCHEMA_VERSION,
  type Step,
  transaction,
} from '../../test/sync-changes.ts';
import { decide } from './decide.ts';
import { changeId, type ChangeTransaction } from './decision.ts';
import { derivedColumns } from './derived-columns.ts';
import { formatRowKey, rowId, type Values } from './row-key.ts';

const TABLES = { fields: 'patients', latest: 'allergies', guarded: 'wounds' } as const;
const COLUMNS = ['phone', 'city', 'state'] as const;
const ROW = rowUuid(1);

const body = fc.dictionary(fc.constantFrom(...COLUMNS), fc.constantFrom('x', 'y', 'z'), {
  minKeys: 1,
});
const table = fc.constantFrom(...Object.values(TABLES));

const whole = { phone: 'x', city: 'x', state: 'x' };

function insert(k: string, key: string): Step {
  return { k, o: 'i', key: [key], v: { id: key, ...whole, version: 1 } };
}

type Edit = { readonly by: string; readonly stamp: number; readonly body: Values };

/** Each device's edits in its order, each having seen the one before of the same device and no other. */
function blindEdits(k: string, edits: readonly Edit[], key = ROW): readonly ChangeTransaction[] {
  const own = new Map<string, { n: number; seen: Record<string, string>; row: Values }>();
  return edits.map(({ by, stamp, body: said }) => {
    const { n, seen, row } = own.get(by) ?? {
      n: 0,
      seen: {},
      row: { id: key, ...whole, version: 1 },
    };
    const number = n + 1;
    const after = { ...row, ...said, version: Number(row['version']) + 1 };
    const v = k === TABLES.latest ? after : { ...said, version: after.version };
    const fields = k === TABLES.fields ? Object.keys(said) : [''];
    const b = Object.fromEntries(fields.flatMap((f) => (seen[f] ? [[f, seen[f]]] : [])));
    const moved = Object.fromEntries(fields.map((f) => [f, `${device(by)}:${number}`]));
    own.set(by, { n: number, seen: { ...seen, ...moved }, row: after });
    return transaction({ by, n: number, stamp }, { k, o: 'u', key: [key], v, b });
  });
}

const edits = fc
  .uniqueArray(fc.record({ by: fc.constantFrom('a', 'b', 'c'), stamp: fc.nat(60), body }), {
    selector: ({ by, stamp }) => `${by}${stamp}`,
    maxLength: 8,
  })
  // A device's stamps rise with its numbers.
  .map((all) => all.toSorted((one, other) => one.stamp - other.stamp));

/** Orders that keep each device's own. */
function shuffled(told: readonly ChangeTransaction[], picks: readonly number[]) {
  const queues = Map.groupBy(told, ({ deviceId }) => deviceId);
  const order: ChangeTransaction[] = [];
  for (const pick of [...picks, ...told.map(() => 0)]) {
    const waiting = [...queues.values()].filter((queue) => queue.length > 0);
    const next = waiting[pick % Math.max(waiting.length, 1)]?.shift();
    if (next) order.push(next);
  }
  return order;
}

function foldAll(k: string, told: readonly ChangeTransaction[]) {
  const tables = memoryTables();
  tables.fold(transaction({ by: 'd', n: 1, stamp: 0 }, insert(k, ROW)));
  // What follows from other columns is made up here, and so not the same as others would compute.
  const outcomes = told.map((each) => tables.fold(each, { derived: new Map() }).outcomes);
  return { tables, outcomes };
}

test.for([TABLES.fields, TABLES.latest])(
  '%s come to the same row in whatever order changes arrive',
  (k) => {
    fc.assert(
      fc.property(edits, fc.array(fc.nat(5), { maxLength: 8 }), (all, picks) => {
        const told = blindEdits(k, all);
        const inOrder = foldAll(k, told).tables.contents();
        expect(foldAll(k, shuffled(told, picks)).tables.contents()).toEqual(inOrder);
      }),
      { numRuns: 500 },
    );
  },
);

test('transactions about other rows come to the same in either order', () => {
  fc.assert(
    fc.property(fc.tuple(table, table), edits, edits, ([one, other], ones, others) => {
      const first = blindEdits(one, ones);
      const strangers = others.map((each) => ({ ...each, by: each.by === 'a' ? 'e' : 'f' }));
      const second = blindEdits(other, strangers, rowUuid(2));
      const start = (tables: ReturnType<typeof memoryTables>) => {
        tables.fold(transaction({ by: 'd', n: 1, stamp: 0 }, insert(one, ROW)));
        tables.fold(transaction({ by: 'd', n: 2, stamp: 0 }, insert(other, rowUuid(2))));
        return tables;
      };
      const forth = start(memoryTables());
      const back = start(memoryTables());
      const outcomes = [...first, ...second].map((each) => forth.fold(each).outcomes);
      const inReverse = [...second, ...first].map((each) => back.fold(each).outcomes);
      expect(back.contents()).toEqual(forth.contents());
      expect([...inReverse.slice(second.length), ...inReverse.slice(0, second.length)]).toEqual(
        outcomes,
      );
    }),
  );
});

test('a change whose author saw what stands applies as it is', () => {
  fc.assert(
    fc.property(table, edits, fc.tuple(body, fc.nat(99)), (k, all, [said, stamp]) => {
      const { tables } = foldAll(k, blindEdits(k, all));
      const stands = new Map(tables.contents()).get(rowId(k, formatRowKey([ROW])));
      const fields = k === TABLES.fields ? Object.keys(said) : [''];
      const b = Object.fromEntries(
        fields.flatMap((field) => {
          const register = stands?.registers[field];
          return register ? [[field, changeId(register)]] : [];
        }),
      );
      const v = k === TABLES.latest ? { ...stands?.values, ...said } : said;
      const step: Step = { k, o: 'u', key: [ROW], v, b };
      const { outcomes, reviews } = tables.fold(transaction({ by: 'e', n: 1, stamp }, step));
      expect(outcomes).toEqual(['applied']);
      expect(reviews).toEqual([]);
      expect(tables.row(k, ROW)).toMatchObject(said);
    }),
  );
});

test('of the same input the decision is the same, and the input is left as it was', () => {
  fc.assert(
    fc.property(table, edits, (k, all) => {
      const [first, ...rest] = blindEdits(k, all);
      const { tables } = foldAll(k, rest);
      const rows = new Map(
        tables.contents().map(([id, row]) => [id, structuredClone(row)] as const),
      );
      const decideNow = () =>
        decide({
          transaction: first ?? { deviceId: device('a'), changes: [] },
          standing: { rows, versions: new Map(), notTakenUp: new Set() },
          schemaVersion: SCHEMA_VERSION,
          derived: derivedColumns,
        });
      const untouched = structuredClone(rows);
      expect(decideNow()).toEqual(decideNow());
      expect(rows).toEqual(untouched);
    }),
  );
});
