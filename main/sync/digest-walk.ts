import { setImmediate } from 'node:timers/promises';
import type { SyncEntity } from '../../shared/sync/entities.ts';
import { keyOf, type KeyedDigest } from '../../shared/sync/row-digests.ts';
import { bucketOf, emptyBuckets, rowDigest } from '../../shared/sync/site-digest.ts';
import type { Database } from '../platform/database.ts';
import { rowsOf, type SqlRunner, sqlOver } from './sql.ts';

/** Of one turn: whoever saves at the bedside stands behind it. */
const TURN_MS = 10;
const LEAST_ROWS = 20;
const MOST_ROWS = 1000;

export type Walking = {
  readonly database: Database;
  readonly signal: AbortSignal;
  /** Hears of each portion of rows. */
  readonly onRows: (rows: number) => void;
};

export type Walked = {
  readonly rows: number;
  readonly buckets: readonly string[];
  /** Of the buckets that were asked for: each row. */
  readonly picked: readonly KeyedDigest[];
};

type Portion = {
  readonly rows: number;
  readonly lastKey: unknown;
  readonly sums: readonly (readonly [bucket: number, sum: string])[];
  readonly picked: readonly KeyedDigest[];
};

/**
 * Reads a table by its key, a few rows in a turn, and adds up their digests by bucket, as the server does in
 * one statement. What is changed meanwhile may be counted as it was or as it is.
 */
export async function walkTable(
  { database, signal, onRows }: Walking,
  entity: SyncEntity,
  pick: readonly number[] = [],
): Promise<Walked> {
  const sums = emptyBuckets().map(BigInt);
  const picked: KeyedDigest[] = [];
  let [rows, lastKey, size] = [0, null as unknown, LEAST_ROWS];
  for (;;) {
    signal.throwIfAborted();
    const asked = { entity, lastKey, size, pick };
    const [portion, tookMs] = await database.read(async (db) => {
      const beganMs = performance.now();
      return [await portionOf(sqlOver(db), asked), performance.now() - beganMs] as const;
    });
    for (const [bucket, sum] of portion.sums) sums[bucket] = (sums[bucket] ?? 0n) + BigInt(sum);
    picked.push(...portion.picked);
    rows += portion.rows;
    lastKey = portion.lastKey;
    onRows(portion.rows);
    if (portion.rows < size) return { rows, buckets: sums.map(String), picked };
    const fitting = Math.round((size * TURN_MS) / Math.max(tookMs, 1));
    size = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, fitting, size * 2));
    // Whoever wants to save can say so only here.
    await setImmediate();
  }
}

type Asked = {
  readonly entity: SyncEntity;
  readonly lastKey: unknown;
  readonly size: number;
  readonly pick: readonly number[];
};

async function portionOf(sql: SqlRunner, { entity, lastKey, size, pick }: Asked): Promise<Portion> {
  const after = lastKey === null ? null : JSON.stringify(lastKey);
  const [row] = await rowsOf<Portion>(sql, statementOf(entity), [after, size, `{${pick.join()}}`]);
  if (!row) throw new Error('A portion of a table without an answer');
  return row;
}

function statementOf(entity: SyncEntity): string {
  const { name, keys } = entity;
  const columns = keys.map((key) => `t.${key}`).join(', ');
  const after = keys
    .map((key) => `(SELECT r.${key} FROM jsonb_populate_record(NULL::${name}, $1::TEXT::JSONB) r)`)
    .join(', ');
  const named = keys.map((key) => `'${key}', t.${key}`).join(', ');
  return `WITH portion AS MATERIALIZED (
    SELECT ${bucketOf(entity)} AS bucket, ${rowDigest(entity)} AS digest, ${keyOf(entity)} AS key,
      jsonb_build_object(${named}) AS named, row_number() OVER (ORDER BY ${columns}) AS at
    FROM ${name} t WHERE $1::TEXT IS NULL OR (${columns}) > (${after})
    ORDER BY ${columns} LIMIT $2::INT
  )
  SELECT (SELECT count(*)::INT FROM portion) AS rows,
    (SELECT named FROM portion ORDER BY at DESC LIMIT 1) AS "lastKey",
    (SELECT coalesce(json_agg(json_build_array(bucket, sum)), '[]') FROM (
      SELECT bucket, sum(digest)::TEXT AS sum FROM portion GROUP BY bucket) summed) AS sums,
    (SELECT coalesce(json_agg(json_build_array(key, digest::TEXT)), '[]') FROM portion
      WHERE bucket = ANY ($3::TEXT::INT[])) AS picked`;
}
