import type { Register, RegisterMove, RowEffect } from '../../shared/sync/decision.ts';
import { formatRowKey, rowId, type Values } from '../../shared/sync/row-key.ts';

export type Registers = Readonly<Record<string, Register>>;

/** A database in memory: rows and registers by `rowId`. Rows are replaced, never changed. */
export type Tables = {
  readonly rows: Map<string, Values>;
  readonly registers: Map<string, Registers>;
};

/** What a database refuses, as its constraints do. */
export class ConstraintError extends Error {
  /** The row that a foreign key names and that is not there. */
  readonly missing: string | null;
  readonly effect: number;
  constructor(problem: string, at: { readonly missing?: string; readonly effect: number }) {
    super(problem);
    this.missing = at.missing ?? null;
    this.effect = at.effect;
  }
}

const REFERENCES: readonly (readonly [entity: string, column: string, to: string])[] = [
  ['patient_versions', 'patient_id', 'patients'],
  ['allergies', 'patient_id', 'patients'],
  ['orders', 'patient_id', 'patients'],
  ['order_lines', 'order_id', 'orders'],
  ['treatment_records', 'patient_id', 'patients'],
  ['treatment_records', 'order_id', 'orders'],
  ['record_signatures', 'treatment_record_id', 'treatment_records'],
  ['record_amendments', 'treatment_record_id', 'treatment_records'],
  ['stock_unit_versions', 'stock_unit_id', 'stock_units'],
  ['stock_movements', 'stock_unit_id', 'stock_units'],
  ['billing_batch_records', 'treatment_record_id', 'treatment_records'],
  ['sync_settlements', 'review_id', 'sync_reviews'],
];

const referencesOf = Map.groupBy(REFERENCES, ([entity]) => entity);

const UNIQUE = { entity: 'patients', column: 'mrn_key' } as const;

export function emptyTables(): Tables {
  return { rows: new Map(), registers: new Map() };
}

export function copyOf({ rows, registers }: Tables): Tables {
  return { rows: new Map(rows), registers: new Map(registers) };
}

export function rowsOfEntity(
  tables: Tables,
  entity: string,
): readonly (readonly [string, Values])[] {
  return [...tables.rows].filter(([id]) => id.startsWith(`${entity} `));
}

/** Does to the rows what a decision says, in its order. */
export function perform(tables: Tables, effects: readonly RowEffect[]): void {
  for (const [effect, { op, entity, rowKey, values }] of effects.entries()) {
    const id = rowId(entity, rowKey);
    const stands = tables.rows.get(id);
    if (op === 'insert' && stands) throw new ConstraintError('key stands already', { effect });
    if (op === 'set' && !stands) throw new Error(`nothing to set at ${id}`);
    if (op === 'delete') {
      refuseOrphans(tables, { entity, rowKey, effect });
      tables.rows.delete(id);
      continue;
    }
    tables.rows.set(id, { ...stands, ...values });
    refuseBroken(tables, { entity, id, effect });
  }
}

export function moveRegisters(tables: Tables, moves: readonly RegisterMove[]): void {
  for (const { entity, rowKey, field, register } of moves) {
    const id = rowId(entity, rowKey);
    tables.registers.set(id, { ...tables.registers.get(id), [field]: register });
  }
}

type Written = { readonly entity: string; readonly id: string; readonly effect: number };

function refuseBroken(tables: Tables, { entity, id, effect }: Written): void {
  const row = tables.rows.get(id);
  for (const [, column, to] of referencesOf.get(entity) ?? []) {
    const named = row?.[column];
    if (named === undefined || named === null) continue;
    const missing = rowId(to, formatRowKey([named]));
    if (!tables.rows.has(missing)) throw new ConstraintError('no such row', { missing, effect });
  }
  const value = entity === UNIQUE.entity ? row?.[UNIQUE.column] : undefined;
  if (value === undefined || value === null) return;
  for (const [other, { [UNIQUE.column]: taken }] of rowsOfEntity(tables, entity))
    if (other !== id && taken === value) throw new ConstraintError('taken already', { effect });
}

type Gone = { readonly entity: string; readonly rowKey: string; readonly effect: number };

function refuseOrphans(tables: Tables, { entity, rowKey, effect }: Gone): void {
  for (const [from, column, to] of REFERENCES)
    if (to === entity)
      for (const [, row] of rowsOfEntity(tables, from))
        if (formatRowKey([row[column]]) === rowKey)
          throw new ConstraintError('still referred to', { effect });
}

function textOf(value: object): string {
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(fields, (_, each: unknown) =>
    typeof each === 'bigint' ? String(each) : each,
  );
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const fields = Object.entries(one);
  if (fields.length !== Object.keys(other).length) return false;
  const values: Readonly<Record<string, unknown>> = { ...other };
  return fields.every(([name, value]) => isSame(value, values[name]));
}

/** All that stands, as lines in one order: equal for equal tables. */
export function linesOf({ rows, registers }: Tables): readonly string[] {
  return [
    ...[...rows].map(([id, row]) => `${id} = ${textOf(row)}`),
    ...[...registers].map(([id, of]) => `${id} by ${textOf(of)}`),
  ].toSorted();
}

function areSame(one: ReadonlyMap<string, object>, other: ReadonlyMap<string, object>): boolean {
  if (one.size !== other.size) return false;
  for (const [id, value] of one) {
    const stands = other.get(id);
    if (!stands || !isSame(stands, value)) return false;
  }
  return true;
}

/** What only one of the two says, at most a few lines of it; null where they are the same. */
export function difference(one: Tables, other: Tables): string | null {
  if (areSame(one.rows, other.rows) && areSame(one.registers, other.registers)) return null;
  const [lines, others] = [linesOf(one), linesOf(other)];
  const [has, hasOther] = [new Set(lines), new Set(others)];
  const only = lines.filter((line) => !hasOther.has(line)).map((line) => `- ${line}`);
  const onlyOther = others.filter((line) => !has.has(line)).map((line) => `+ ${line}`);
  const all = [...only, ...onlyOther];
  return all.length === 0 ? null : all.slice(0, 6).join('\n');
}
