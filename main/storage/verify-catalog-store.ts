import { type RawBuilder, sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/** A table as PostgreSQL stores it, with its size in pages of 8 KiB. */
export type CheckedTable = {
  readonly oid: number;
  readonly schema: string;
  readonly table: string;
  readonly blocks: number;
};

export type CheckedIndex = {
  readonly oid: number;
  readonly name: string;
  readonly table: string;
  readonly method: 'btree' | 'gin';
  readonly blocks: number;
};

/** Rows of a table refer by `columns` to `keys` of another. */
export type CheckedReference = CheckedTable & {
  readonly name: string;
  readonly columns: readonly string[];
  readonly toSchema: string;
  readonly toTable: string;
  readonly keys: readonly string[];
};

/** What every row of a table must keep, as expressions that must not be false. */
export type CheckedRules = CheckedTable & {
  readonly rules: readonly { readonly name: string; readonly expression: string }[];
};

const blocks = pagesOf(sql.ref('c.oid'));
const inOrder = sql`n.nspname COLLATE "C", c.relname COLLATE "C"`;

function pagesOf(oid: RawBuilder<unknown>): RawBuilder<number> {
  return sql`pg_relation_size(${oid}) / current_setting('block_size')::int8`;
}

/** How many pages a table has now; 0 when it is gone. */
export async function selectBlocks(db: ReadonlyDb, oid: number): Promise<number> {
  const { rows } = await sql<{ blocks: number | null }>`
    SELECT ${pagesOf(sql`${oid}::oid`)} AS blocks`.execute(db);
  return rows[0]?.blocks ?? 0;
}

/** Every table, PostgreSQL's own too, and the hidden ones that hold long values. */
export async function selectTables(db: ReadonlyDb): Promise<readonly CheckedTable[]> {
  const { rows } = await sql<CheckedTable>`
    SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS table, ${blocks} AS blocks
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 't', 'm') AND c.relpersistence = 'p'
    ORDER BY ${inOrder}`.execute(db);
  return rows;
}

/** Every index of a kind that PostgreSQL can check. */
export async function selectIndexes(db: ReadonlyDb): Promise<readonly CheckedIndex[]> {
  const { rows } = await sql<CheckedIndex>`
    SELECT c.oid::int8 AS oid, c.relname AS name, t.relname AS table, am.amname AS method,
      ${blocks} AS blocks
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
      JOIN pg_am am ON am.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'i' AND c.relpersistence = 'p' AND i.indisready AND i.indisvalid
      AND am.amname IN ('btree', 'gin')
    ORDER BY ${inOrder}`.execute(db);
  return rows;
}

export async function selectReferences(db: ReadonlyDb): Promise<readonly CheckedReference[]> {
  const { rows } = await sql<CheckedReference>`
    SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS table, ${blocks} AS blocks,
      k.conname AS name, fn.nspname AS to_schema, f.relname AS to_table,
      ${columnNames('conrelid', 'conkey')} AS columns,
      ${columnNames('confrelid', 'confkey')} AS keys
    FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_class f ON f.oid = k.confrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
    WHERE k.contype = 'f' AND k.convalidated AND c.relkind = 'r' AND c.relpersistence = 'p'
    ORDER BY ${inOrder}, k.conname COLLATE "C"`.execute(db);
  return rows;
}

/** The names of a constraint's columns, in its order. */
function columnNames(table: 'conrelid' | 'confrelid', columns: 'conkey' | 'confkey') {
  return sql`(SELECT json_agg(a.attname ORDER BY listed.position)
    FROM unnest(${sql.ref(`k.${columns}`)}) WITH ORDINALITY AS listed (attnum, position)
    JOIN pg_attribute a
      ON a.attrelid = ${sql.ref(`k.${table}`)} AND a.attnum = listed.attnum)`;
}

/** The checks and NOT NULLs of every table that has any. */
export async function selectRules(db: ReadonlyDb): Promise<readonly CheckedRules[]> {
  const { rows } = await sql<CheckedRules>`
    SELECT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS table, ${blocks} AS blocks,
      json_agg(json_build_object('name', k.conname, 'expression', CASE k.contype
        WHEN 'c' THEN pg_get_expr(k.conbin, k.conrelid)
        ELSE format('%I IS NOT NULL', a.attname) END) ORDER BY k.conname COLLATE "C") AS rules
    FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON k.contype = 'n' AND a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype IN ('c', 'n') AND k.convalidated AND c.relkind = 'r' AND c.relpersistence = 'p'
    GROUP BY n.nspname, c.oid, c.relname
    ORDER BY ${inOrder}`.execute(db);
  return rows;
}

/** The table that a file of PostgreSQL belongs to, also as its index or its long values; null when none. */
export async function selectFileOwner(db: ReadonlyDb, fileNode: number): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    SELECT coalesce(indexed.relname, long.relname, long_indexed.relname, c.relname) AS name
    FROM pg_class c
      LEFT JOIN pg_index i ON i.indexrelid = c.oid
      LEFT JOIN pg_class long ON long.reltoastrelid = c.oid
      LEFT JOIN pg_class long_indexed ON long_indexed.reltoastrelid = i.indrelid
      LEFT JOIN pg_class indexed ON indexed.oid = i.indrelid AND indexed.relkind <> 't'
    WHERE pg_relation_filenode(c.oid) = ${fileNode}::oid`.execute(db);
  return rows[0]?.name ?? null;
}
