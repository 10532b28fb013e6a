import type { RowEffect, Standing, StandingRow } from '../decision.ts';
import { syncEntity } from '../entities.ts';
import { valuesText } from '../line-values.ts';
import { rowId } from '../row-key.ts';
import type { TextOfChange } from './apply-decision.ts';
import { sameKey, valuesOf } from './read-standing.ts';
import { inSavepoint, quoted, rowsFrom, type SqlRunner } from './sql.ts';
import { readColumns, type SchemaState } from './table-columns.ts';
import type { LoggedTransaction } from './transactions.ts';

/** Says of a row's column whether only a later release has it; null where nobody of one wrote here. */
export type LaterColumns = {
  /** True for a transaction with such columns, or one that deletes a row for which some are kept. */
  readonly isOf: (transaction: LoggedTransaction) => boolean;
  readonly isLater: (entity: string, column: string) => boolean;
};

/** Looks closer only where somebody of a later release wrote, or wrote once. */
export async function laterColumns(
  run: SqlRunner,
  transactions: readonly LoggedTransaction[],
  { version, keepsLater }: SchemaState,
): Promise<LaterColumns | null> {
  const changes = transactions.flatMap((each) =>
    each.changes.flatMap(({ change }) => change ?? []),
  );
  const later = changes.filter(({ m }) => m > version);
  if (later.length === 0 && !keepsLater) return null;
  const columns = await allColumns(run, new Set(later.map(({ k }) => k)));
  const isLater = (entity: string, column: string): boolean =>
    columns.get(entity)?.has(column) === false;
  return {
    isLater,
    isOf: (transaction) =>
      transaction.changes.some(({ change }) => {
        if (!change) return false;
        if (keepsLater && change.o === 'd') return true;
        return change.m > version && Object.keys(change.v).some((name) => isLater(change.k, name));
      }),
  };
}

async function allColumns(
  run: SqlRunner,
  tables: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const known = [...tables].filter((name) => syncEntity(name));
  const rows = await rowsFrom<{ entity: string; columns: string }>(
    run,
    `SELECT named.name AS entity, json_agg(a.attname)::TEXT AS columns
     FROM json_array_elements_text($1::TEXT::JSON) AS named (name)
     JOIN pg_attribute a ON a.attrelid = to_regclass(quote_ident(named.name))
     WHERE a.attnum > 0 AND NOT a.attisdropped GROUP BY named.name`,
    [JSON.stringify(known)],
  );
  return new Map(rows.map(({ entity, columns }) => [entity, new Set(namesOf(columns))]));
}

function namesOf(text: string): readonly string[] {
  const names: unknown = JSON.parse(text);
  return Array.isArray(names) ? names.map(String) : [];
}

/** What stands, with what is kept for columns to come: a later release decides by both. */
export async function withLaterValues(run: SqlRunner, standing: Standing): Promise<Standing> {
  const kept = await rowsFrom<{ entity: string; rowKey: string; values: string }>(
    run,
    `SELECT v.entity::TEXT AS entity, v.row_key AS "rowKey",
       jsonb_object_agg(v.field, v.value)::TEXT AS values
     FROM json_array_elements_text($1::TEXT::JSON) AS k (id)
     JOIN sync_later_values v ON v.entity || ' ' || v.row_key = k.id
     GROUP BY v.entity, v.row_key`,
    [JSON.stringify([...standing.rows.keys()])],
  );
  if (kept.length === 0) return standing;
  const rows = new Map<string, StandingRow>(standing.rows);
  for (const { entity, rowKey, values } of kept) {
    const id = rowId(entity, rowKey);
    const row = rows.get(id);
    if (row?.values) rows.set(id, { ...row, values: { ...row.values, ...valuesOf(values) } });
  }
  return { ...standing, rows };
}

/** Keeps what these effects leave in columns that only a later release has. */
export async function keepLaterValues(
  run: SqlRunner,
  effects: readonly RowEffect[],
  { isLater, textOf }: Pick<LaterColumns, 'isLater'> & { readonly textOf: TextOfChange },
): Promise<void> {
  for (const { op, entity, rowKey, values, change } of effects) {
    if (op !== 'set')
      await run.query('DELETE FROM sync_later_values WHERE entity = $1 AND row_key = $2', [
        entity,
        rowKey,
      ]);
    const names = Object.keys(values).filter((name) => isLater(entity, name));
    if (names.length === 0 || op === 'delete') continue;
    await run.query(
      `INSERT INTO sync_later_values (entity, row_key, field, value)
       SELECT $1, $2, f, $3::TEXT::JSONB -> f FROM json_array_elements_text($4::TEXT::JSON) AS n (f)
       ON CONFLICT (entity, row_key, field) DO UPDATE SET value = excluded.value`,
      [entity, rowKey, valuesText(textOf(change)) ?? JSON.stringify(values), JSON.stringify(names)],
    );
  }
}

/** Puts what was kept into the columns that this release has now; what fails stays kept. */
export async function adoptLaterValues(run: SqlRunner): Promise<{ readonly failed: number }> {
  const kept = await rowsFrom<{ entity: string; field: string }>(
    run,
    'SELECT DISTINCT entity::TEXT AS entity, field::TEXT AS field FROM sync_later_values ORDER BY 1, 2',
  );
  const columns = await readColumns(
    run,
    kept.map(({ entity }) => entity),
  );
  let failed = 0;
  for (const { entity, field } of kept) {
    if (!syncEntity(entity) || !columns.get(entity)?.has(field)) continue;
    const done = await inSavepoint(run, () => adoptColumn(run, entity, field));
    if ('sqlState' in done) failed += 1;
  }
  return { failed };
}

async function adoptColumn(run: SqlRunner, entity: string, field: string): Promise<void> {
  const table = quoted(entity);
  const keys = (syncEntity(entity)?.keys ?? []).map(
    (name, at) => `'${name}', v.row_key::JSONB -> ${at}`,
  );
  await run.query(
    `UPDATE ${table} t SET ${quoted(field)} = r.${quoted(field)}
     FROM sync_later_values v
     CROSS JOIN LATERAL jsonb_populate_record(
       NULL::${table}, jsonb_build_object(${keys.join()}, v.field, v.value)) r
     WHERE v.entity = $1 AND v.field = $2 AND ${sameKey(entity, 't', 'r')}`,
    [entity, field],
  );
  await run.query('DELETE FROM sync_later_values WHERE entity = $1 AND field = $2', [
    entity,
    field,
  ]);
}
