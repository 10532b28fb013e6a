import { rowsFrom, type SqlRunner } from './sql.ts';

/** By table: the columns that can be written. A table that is not here is not of this database. */
export type TableColumns = ReadonlyMap<string, ReadonlySet<string>>;

export async function readColumns(run: SqlRunner, tables: Iterable<string>): Promise<TableColumns> {
  const rows = await rowsFrom<{ table: string; columns: string }>(
    run,
    `SELECT named.name AS table, json_agg(a.attname)::TEXT AS columns
     FROM json_array_elements_text($1::TEXT::JSON) AS named (name)
     JOIN pg_attribute a ON a.attrelid = to_regclass(quote_ident(named.name))
     WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY named.name`,
    [JSON.stringify([...new Set(tables)])],
  );
  return new Map(
    rows.map(({ table, columns }) => {
      const names: unknown = JSON.parse(columns);
      return [table, new Set(Array.isArray(names) ? names.map(String) : [])];
    }),
  );
}
