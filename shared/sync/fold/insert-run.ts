import { type SyncEntity, syncEntity, tablePlace } from '../entities.ts';
import type { ChangeLine } from '../line.ts';
import { valuesText } from '../line-values.ts';
import { quoted, rowsFrom, type SqlRunner } from './sql.ts';
import type { TableColumns } from './table-columns.ts';

/** An insert with the very text it came in. */
export type InsertedRow = { readonly line: string; readonly change: ChangeLine };

/**
 * Inserts rows of many transactions, a statement for each table and set of columns, parents first.
 * Returns false where a row stood already: then the caller takes all of it back.
 */
export async function insertRun(
  run: SqlRunner,
  rows: readonly InsertedRow[],
  columns: TableColumns,
): Promise<boolean> {
  const groups = Map.groupBy(rows, ({ change }) => `${change.k} ${Object.keys(change.v).join()}`);
  const ordered = [...groups.values()].toSorted((one, other) => placeOf(one) - placeOf(other));
  for (const group of ordered) {
    if (!(await insertGroup(run, group, columns))) return false;
  }
  return true;
}

function placeOf([first]: readonly InsertedRow[]): number {
  return tablePlace(first?.change.k ?? '');
}

async function insertGroup(
  run: SqlRunner,
  rows: readonly InsertedRow[],
  columns: TableColumns,
): Promise<boolean> {
  const first = rows[0]?.change;
  const entity = first && syncEntity(first.k);
  const known = entity && columns.get(entity.name);
  if (!known) return true;
  const names = writtenColumns(entity, Object.keys(first.v)).filter((name) => known.has(name));
  const table = quoted(entity.name);
  const [counted] = await rowsFrom<{ added: number }>(
    run,
    `WITH added AS (
       INSERT INTO ${table} (${names.map(quoted).join(', ')})
       SELECT ${names.map((name) => `r.${quoted(name)}`).join(', ')}
       FROM json_populate_recordset(NULL::${table}, $1::TEXT::JSON) r
       ON CONFLICT DO NOTHING
       RETURNING 1
     )
     SELECT count(*)::INT AS added FROM added`,
    [`[${rows.map(textOfValues).join(',')}]`],
  );
  return counted?.added === rows.length;
}

/** As the line has it: nothing is read into JavaScript's numbers and written again. */
function textOfValues({ line, change }: InsertedRow): string {
  return valuesText(line) ?? JSON.stringify(change.v);
}

function writtenColumns({ keptHere }: SyncEntity, names: readonly string[]): readonly string[] {
  return names.filter((name) => !keptHere.includes(name));
}
