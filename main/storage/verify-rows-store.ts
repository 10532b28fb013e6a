import { type RawBuilder, sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';
import type {
  CheckedIndex,
  CheckedReference,
  CheckedRules,
  CheckedTable,
} from './verify-catalog-store.ts';

/** Pages of a table from `from` up to but not including `end`, counted from 0. */
export type Blocks = { readonly from: number; readonly end: number };

/** How many places in these pages are not as PostgreSQL writes them; the pages must be there. */
export async function countDamagedPlaces(
  db: ReadonlyDb,
  { oid }: CheckedTable,
  { from, end }: Blocks,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM extensions.verify_heapam(${oid}::oid::regclass,
      check_toast => true, startblock => ${from}::int8, endblock => ${end - 1}::int8)`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Rejects with an error of PostgreSQL when the index and its table do not agree. */
export async function checkIndex(db: ReadonlyDb, { oid, method }: CheckedIndex): Promise<void> {
  const index = sql`${oid}::oid::regclass`;
  await (method === 'gin'
    ? sql`SELECT extensions.gin_index_check(${index})`
    : sql`SELECT extensions.bt_index_check(${index}, heapallindexed => true, checkunique => true)`
  ).execute(db);
}

/** How many rows in these pages refer to a row that is not there. */
export async function countBrokenReferences(
  db: ReadonlyDb,
  reference: CheckedReference,
  within: Blocks,
): Promise<number> {
  const { schema, table, toSchema, toTable, columns, keys } = reference;
  const areSet = columns.map((column) => sql`child.${sql.id(column)} IS NOT NULL`);
  const areSame = columns.map(
    (column, at) => sql`parent.${sql.id(keys[at] ?? '')} = child.${sql.id(column)}`,
  );
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM ${sql.id(schema, table)} AS child
    WHERE ${isWithin('child', within)} AND ${allOf(areSet)} AND NOT EXISTS (
      SELECT FROM ${sql.id(toSchema, toTable)} AS parent WHERE ${allOf(areSame)})`.execute(db);
  return rows[0]?.count ?? 0;
}

/** How many rows in these pages break each rule, in the order of the rules. */
export async function countBrokenRules(
  db: ReadonlyDb,
  { schema, table, rules }: CheckedRules,
  within: Blocks,
): Promise<readonly number[]> {
  // The expressions are PostgreSQL's own text of what a migration declared.
  const counts = rules.map(
    ({ expression }) => sql`count(*) FILTER (WHERE (${sql.raw(expression)}) IS FALSE)`,
  );
  const { rows } = await sql<{ counts: readonly number[] }>`
    SELECT json_build_array(${sql.join(counts)}) AS counts
    FROM ${sql.id(schema, table)} AS checked WHERE ${isWithin('checked', within)}`.execute(db);
  return rows[0]?.counts ?? [];
}

function allOf(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(conditions, sql` AND `);
}

function isWithin(alias: string, { from, end }: Blocks): RawBuilder<unknown> {
  const ctid = sql.ref(`${alias}.ctid`);
  return sql`${ctid} >= ${`(${from},0)`}::tid AND ${ctid} < ${`(${end},0)`}::tid`;
}
