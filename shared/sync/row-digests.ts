import { type SyncEntity, syncEntity } from './entities.ts';
import { quoted, rowsFrom, type SqlRunner } from './fold/sql.ts';
import { parseRowKey } from './row-key.ts';
import { bucketOf, rowDigest } from './site-digest.ts';
import { type RowsReply, rowsReply } from './wire.ts';

const registersSchema = rowsReply.shape.rows.element.shape.registers;

/** The key of a row and the digest of what it holds, as decimal text. */
export type KeyedDigest = readonly [key: string, digest: string];

/** SQL of the key of a row `t`, as lines carry it. */
export function keyOf({ keys }: SyncEntity): string {
  return `sync_row_key(to_jsonb(t), ARRAY[${keys.map((name) => `'${name}'`).join()}])`;
}

/** The rows of these buckets of a table. In a transaction whose TimeZone is UTC. */
export async function rowsOfBuckets(
  run: SqlRunner,
  entity: SyncEntity,
  buckets: readonly number[],
): Promise<readonly KeyedDigest[]> {
  const rows = await rowsFrom<{ key: string; digest: string }>(
    run,
    `SELECT ${keyOf(entity)} AS key, ${rowDigest(entity)}::TEXT AS digest
     FROM ${quoted(entity.name)} t WHERE ${bucketOf(entity)} = ANY ($1::TEXT::INT[])`,
    [`{${buckets.join()}}`],
  );
  return rows.map(({ key, digest }) => [key, digest]);
}

export type RowName = { readonly table: string; readonly key: string };
export type FoundRow = RowsReply['rows'][number];

/** What these rows hold; those that are not there are left out, as is what names no row. */
export async function readRows(
  run: SqlRunner,
  names: readonly RowName[],
): Promise<readonly FoundRow[]> {
  const found: FoundRow[] = [];
  for (const [table, some] of Map.groupBy(names, (name) => name.table)) {
    const entity = syncEntity(table);
    const keys = some.map(({ key }) => keyObject(entity, key)).filter((key) => key !== null);
    if (entity && keys.length > 0) found.push(...(await rowsOfTable(run, entity, keys)));
  }
  return found;
}

/** The key's columns by name; null where it is no key of that table. */
export function keyObject(
  entity: SyncEntity | undefined,
  key: string,
): Readonly<Record<string, unknown>> | null {
  const values = parseRowKey(key);
  if (!entity || values?.length !== entity.keys.length) return null;
  return Object.fromEntries(entity.keys.map((name, at) => [name, values[at]]));
}

async function rowsOfTable(
  run: SqlRunner,
  entity: SyncEntity,
  keys: readonly Readonly<Record<string, unknown>>[],
): Promise<readonly FoundRow[]> {
  const table = quoted(entity.name);
  const isRow = entity.keys.map((name) => `t.${quoted(name)} = k.${quoted(name)}`).join(' AND ');
  const rows = await rowsFrom<Omit<FoundRow, 'table' | 'registers'> & { registers: string }>(
    run,
    `SELECT key, digest, row, (
       SELECT coalesce(json_agg(json_build_object(
         'field', r.field, 'deviceId', r.device_id, 'number', r.number, 'stamp', r.stamp::TEXT)), '[]')
       FROM sync_registers r WHERE r.entity = $2 AND r.row_key = key
     )::TEXT AS registers
     FROM (
       SELECT ${keyOf(entity)} AS key, ${rowDigest(entity)}::TEXT AS digest, to_jsonb(t)::TEXT AS row
       FROM json_populate_recordset(NULL::${table}, $1::TEXT::JSON) k JOIN ${table} t ON ${isRow}
     ) standing`,
    [JSON.stringify(keys), entity.name],
  );
  return rows.map(({ registers, ...row }) => ({
    ...row,
    table: entity.name,
    registers: registersSchema.parse(JSON.parse(registers)),
  }));
}
