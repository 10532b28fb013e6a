import { syncEntity } from '../../shared/sync/entities.ts';
import { derivedColumns } from '../../shared/sync/derived-columns.ts';
import { parseRowKey, type Values } from '../../shared/sync/row-key.ts';
import type { ArrivingChange } from './review-sides.ts';
import { rowsOf, type SqlRunner } from './sql.ts';
import { inIsoTime } from './what-arrived.ts';

/**
 * Writes these changes as ordinary ones, which the database's own rules may refuse: a signed record stays as
 * it is. False, and nothing is written, where they cannot be.
 */
export async function takeChanges(
  sql: SqlRunner,
  changes: readonly ArrivingChange[],
): Promise<boolean> {
  await sql.query('SAVEPOINT before_taking');
  try {
    for (const change of changes) await takeChange(sql, change);
    await sql.query('RELEASE SAVEPOINT before_taking');
    return true;
  } catch {
    // Whatever the database says may quote a chart; that it cannot be is all that is told.
    await sql.query('ROLLBACK TO SAVEPOINT before_taking');
    return false;
  }
}

/** Columns that say how often and when a row was changed: they follow from this change. */
const COUNTED = ['version', 'created_at', 'updated_at'];

async function takeChange(sql: SqlRunner, { entity, rowKey, op, values }: ArrivingChange) {
  const known = syncEntity(entity);
  const key = parseRowKey(rowKey);
  if (!known || !key) throw new Error('A change of a table that is not known');
  // The decision that is made now stands for any that came with it.
  if (known.class === 'trail' || entity === 'sync_settlements') return;
  const keyed = JSON.stringify(Object.fromEntries(known.keys.map((name, at) => [name, key[at]])));
  const isRow = known.keys
    .map((name) => `t.${name} = (jsonb_populate_record(NULL::${entity}, $1::JSONB)).${name}`)
    .join(' AND ');
  if (op === 'd') return void (await sql.query(`DELETE FROM ${entity} t WHERE ${isRow}`, [keyed]));
  const columns = await columnsOf(sql, entity);
  const isVersion = op === 'i' && known.keys.includes('version');
  if (isVersion) return keepVersion(sql, entity, values);
  const derived = derivedColumns.get(entity)?.names ?? [];
  const named = Object.keys(values).filter(
    (name) => columns.has(name) && !COUNTED.includes(name) && !derived.includes(name),
  );
  if (op === 'i') return insertRow(sql, { entity, names: named, values });
  if (named.length === 0) return;
  const [row] = await rowsOf<{ row: Record<string, unknown> }>(
    sql,
    `SELECT to_jsonb(t) AS row FROM ${entity} t WHERE ${isRow}`,
    [keyed],
  );
  if (!row) throw new Error('A change of a row that is gone');
  const next = { ...row.row, ...pick(values, named) };
  const follows = derivedColumns.get(entity)?.of(next) ?? {};
  const set = { ...pick(values, named), ...follows };
  const assigned = Object.keys(set).map(
    (name) => `${name} = (jsonb_populate_record(NULL::${entity}, $2::JSONB)).${name}`,
  );
  if (columns.has('version')) assigned.push('version = t.version + 1');
  await sql.query(`UPDATE ${entity} t SET ${assigned.join(', ')} WHERE ${isRow}`, [
    keyed,
    JSON.stringify(set),
  ]);
}

type Inserted = {
  readonly entity: string;
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
};

async function insertRow(sql: SqlRunner, { entity, names, values }: Inserted): Promise<void> {
  const columns = names.join(', ');
  await sql.query(
    `INSERT INTO ${entity} (${columns}) SELECT ${columns}
     FROM jsonb_populate_record(NULL::${entity}, $1::JSONB) ON CONFLICT DO NOTHING`,
    [JSON.stringify(pick(values, names))],
  );
}

/**
 * The version that is kept is the one that stands now, not the one that the other author saw: the same
 * fields, with what the row has.
 */
async function keepVersion(sql: SqlRunner, entity: string, values: Values): Promise<void> {
  const [of = ''] = syncEntity(entity)?.keys ?? [];
  const main = entity.replace(/_versions$/, 's');
  const [row] = await rowsOf<{ row: Values }>(
    sql,
    `SELECT to_jsonb(t) AS row FROM ${main} t WHERE t.id = $1`,
    [values[of]],
  );
  if (!row) throw new Error('A version of a row that is gone');
  const kept = Object.entries(values).map(([name, value]) => [name, asItStands(value, row.row)]);
  const version = { ...Object.fromEntries(kept), version: row.row['version'] };
  await insertRow(sql, { entity, names: Object.keys(version), values: version });
}

/** The kept fields of a record, in the names that the application gives them. */
function asItStands(kept: unknown, row: Values): unknown {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return kept;
  return Object.fromEntries(
    Object.entries(kept).map(([name, value]) => {
      const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      return [name, column in row ? inIsoTime(row[column]) : value];
    }),
  );
}

async function columnsOf(sql: SqlRunner, entity: string): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ name: string }>(
    sql,
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::TEXT::REGCLASS AND attnum > 0
       AND NOT attisdropped AND attgenerated = ''`,
    [entity],
  );
  return new Set(rows.map(({ name }) => name));
}

function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}
