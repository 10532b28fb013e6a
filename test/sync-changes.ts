import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decide, rowsOf } from '../shared/sync/decide.ts';
import type {
  ChangeTransaction,
  Decision,
  DecisionInput,
  Register,
  RowEffect,
  Standing,
  StandingRow,
} from '../shared/sync/decision.ts';
import { derivedColumns } from '../shared/sync/derived-columns.ts';
import type { ChangeLine } from '../shared/sync/line.ts';
import { formatRowKey, parseRowKey, rowId, type Values } from '../shared/sync/row-key.ts';

/** The number of the newest migration. */
export const SCHEMA_VERSION = Math.max(
  ...readdirSync(join(import.meta.dirname, '../migrations')).map((name) =>
    Number.parseInt(name, 10),
  ),
);

/** The device of a letter. */
export function device(letter: string): string {
  return `0199dddd-0000-7000-8000-00000000000${letter}`;
}

/** The n-th id of a test. */
export function rowUuid(n: number): string {
  return `0199eeee-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export type Step = Pick<ChangeLine, 'k' | 'o'> & {
  readonly key: readonly unknown[];
  readonly v?: Values;
  readonly b?: ChangeLine['b'];
  readonly m?: number;
};

export type Writing = {
  readonly by: string;
  /** Number of the first change. */
  readonly n: number;
  /** Of the first change; the others follow. */
  readonly stamp: number;
};

/** One transaction of a device, its changes numbered on from `n`. */
export function transaction({ by, n, stamp }: Writing, ...steps: Step[]): ChangeTransaction {
  return {
    deviceId: device(by),
    changes: steps.map(({ k, o, key, v, b, m }, place) => ({
      stamp: BigInt(stamp + place),
      line: {
        n: n + place,
        t: n + steps.length - 1,
        s: String(stamp + place),
        k,
        r: formatRowKey(key),
        o,
        b: b ?? {},
        v: v ?? {},
        u: null,
        m: m ?? SCHEMA_VERSION,
      },
    })),
  };
}

type Row = { readonly values: Values | null; readonly registers: Record<string, Register> };

const NO_ROW: Row = { values: null, registers: {} };

function standingIn(
  rows: ReadonlyMap<string, Row>,
  of: ChangeTransaction,
  notTakenUp: ReadonlySet<string>,
): Standing {
  const found = rowsOf(of).map((place): [string, StandingRow] => {
    const id = rowId(place.entity, place.rowKey);
    return [id, rows.get(id) ?? NO_ROW];
  });
  return { rows: new Map(found), versions: keptVersions(rows), notTakenUp };
}

function keptVersions(rows: ReadonlyMap<string, Row>): ReadonlyMap<string, number> {
  const versions = new Map<string, number>();
  for (const [id, { values }] of rows) {
    const space = id.indexOf(' ');
    const [entity, rowKey] = [id.slice(0, space), id.slice(space + 1)];
    if (!entity.endsWith('_versions') || !values) continue;
    const [main, version] = parseRowKey(rowKey) ?? [];
    const mainId = rowId(entity.replace(/_versions$/, 's'), formatRowKey([main]));
    versions.set(mainId, Math.max(versions.get(mainId) ?? 0, Number(version)));
  }
  return versions;
}

/** Tables in memory that transactions are decided against. */
export function memoryTables(notTakenUp: ReadonlySet<string> = new Set()) {
  const rows = new Map<string, Row>();
  const taken = new Set(notTakenUp);
  const at = (id: string): Row => rows.get(id) ?? NO_ROW;

  function apply(effect: RowEffect): void {
    const id = rowId(effect.entity, effect.rowKey);
    const { values, registers } = at(id);
    if (effect.op === 'delete') rows.set(id, { values: null, registers });
    else if (effect.op === 'insert') rows.set(id, { values: effect.values, registers });
    else if (values) rows.set(id, { values: { ...values, ...effect.values }, registers });
  }

  return {
    /** Decides a transaction as the server does, and does what was decided. */
    fold: (of: ChangeTransaction, more: Partial<DecisionInput> = {}): Decision => {
      const decision = decide({
        transaction: of,
        standing: standingIn(rows, of, taken),
        schemaVersion: SCHEMA_VERSION,
        derived: derivedColumns,
        ...more,
      });
      decision.effects.forEach(apply);
      for (const { entity, rowKey, field, register } of decision.registers) {
        const id = rowId(entity, rowKey);
        const { values, registers } = at(id);
        rows.set(id, { values, registers: { ...registers, [field]: register } });
      }
      of.changes.forEach(({ line }, place) => {
        if (decision.outcomes[place] === 'held') taken.add(`${of.deviceId}:${line.n}`);
      });
      return decision;
    },
    row: (entity: string, ...key: readonly unknown[]): Values | null =>
      at(rowId(entity, formatRowKey(key))).values,
    /** All rows and registers, in an order of their own. */
    contents: () => [...rows].toSorted(([one], [other]) => (one < other ? -1 : 1)),
  };
}
