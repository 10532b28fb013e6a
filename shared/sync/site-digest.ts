import { type SyncEntity, TRAVELLING } from './entities.ts';
import { quoted, rowsFrom, type SqlRunner } from './fold/sql.ts';
import type { SiteDigest } from './wire.ts';

const BUCKETS = 256;

/**
 * By travelling table: how many rows it has, and by a digest of their keys 256 sums of digests of all they
 * hold, but for what each computer keeps by itself. Two databases with the same records have the same, on
 * whatever PostgreSQL. To be called in a transaction whose TimeZone is UTC.
 */
export async function siteDigest(run: SqlRunner): Promise<SiteDigest['tables']> {
  const tables: [string, SiteDigest['tables'][string]][] = [];
  for (const entity of TRAVELLING) tables.push([entity.name, await tableDigest(run, entity)]);
  return Object.fromEntries(tables);
}

/** Of one table, as `siteDigest` has it. */
export async function tableDigest(
  run: SqlRunner,
  entity: SyncEntity,
): Promise<SiteDigest['tables'][string]> {
  const rows = await rowsFrom<{ bucket: number; rows: number; sum: string }>(
    run,
    `SELECT bucket, count(*)::INT AS rows, sum(digest)::TEXT AS sum
     FROM (
       SELECT ${bucketOf(entity)} AS bucket, ${rowDigest(entity)} AS digest
       FROM ${quoted(entity.name)} t
     ) digested
     GROUP BY bucket`,
  );
  const buckets = emptyBuckets();
  for (const { bucket, sum } of rows) buckets[bucket] = sum;
  return { rows: rows.reduce((all, each) => all + each.rows, 0), buckets };
}

export function emptyBuckets(): string[] {
  return Array.from({ length: BUCKETS }, () => '0');
}

/** SQL of the bucket of a row `t`, by its key. */
export function bucketOf({ keys }: SyncEntity): string {
  const key = keys.map((name) => `t.${quoted(name)}::TEXT`).join(` || ' ' || `);
  return `('x' || substr(md5(${key}), 1, 2))::BIT(8)::INT`;
}

/** SQL of the digest of all that a row `t` holds but what each computer keeps by itself: a BIGINT. */
export function rowDigest({ keptHere }: SyncEntity): string {
  const left = ['updated_at', ...keptHere].map((name) => `'${name}'`).join();
  return `('x' || substr(md5((to_jsonb(t) - ARRAY[${left}])::TEXT), 1, 15))::BIT(60)::BIGINT`;
}

/** The tables in which two databases differ. */
export function differingTables(
  one: SiteDigest['tables'],
  other: SiteDigest['tables'],
): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => {
    const [here, there] = [one[name], other[name]];
    return here?.rows !== there?.rows || here?.buckets.join() !== there?.buckets.join();
  });
}
