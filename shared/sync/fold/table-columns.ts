import { rowsFrom, type SqlRunner } from './sql.ts';

/** By table: the columns that can be written. A table that is not here is not of this database. */
export type TableColumns = ReadonlyMap<string, ReadonlySet<string>>;

/** What this database is of. */
export type SchemaState = {
  /** Number of the newest migration. */
  readonly version: number;
  /** Its name and checksum: where they are the same, so are all tables and columns. */
  readonly newest: string;
  /** Values are kept for columns that only a later release has. */
  readonly keepsLater: boolean;
};

/** Asked within each transaction: a migration may have come before it. */
export async function readSchema(run: SqlRunner): Promise<SchemaState> {
  const [row] = await rowsFrom<SchemaState>(
    run,
    `SELECT left(newest, 3)::INTEGER AS version, newest,
       EXISTS (SELECT FROM sync_later_values) AS "keepsLater"
     FROM (SELECT max(name || ' ' || checksum) AS newest FROM schema_migrations) applied`,
  );
  if (!row) throw new Error('A database without migrations');
  return row;
}

const MOST_SCHEMAS = 20;

/** Reading them from the catalogue takes milliseconds, and one process sees few schemas. */
function keptBySchema(
  readCatalogue: (run: SqlRunner, tables: readonly string[]) => Promise<TableColumns>,
) {
  const known = new Map<string, Map<string, ReadonlySet<string> | null>>();
  return async (
    run: SqlRunner,
    tables: Iterable<string>,
    schema?: SchemaState,
  ): Promise<TableColumns> => {
    const { newest } = schema ?? (await readSchema(run));
    const kept = known.get(newest) ?? new Map<string, ReadonlySet<string> | null>();
    if (!known.has(newest) && known.size >= MOST_SCHEMAS) known.clear();
    known.set(newest, kept);
    const asked = [...new Set(tables)];
    const missing = asked.filter((name) => !kept.has(name));
    if (missing.length > 0) {
      const read = await readCatalogue(run, missing);
      for (const name of missing) kept.set(name, read.get(name) ?? null);
    }
    return new Map(
      asked.flatMap((name) => {
        const columns = kept.get(name);
        return columns ? [[name, columns] as const] : [];
      }),
    );
  };
}

const NAMED = `json_array_elements_text($1::TEXT::JSON) AS named (name)
  JOIN pg_attribute a ON a.attrelid = to_regclass(quote_ident(named.name)) AND a.attnum > 0`;

export const readColumns = keptBySchema((run, tables) =>
  columnsWhere(run, tables, "NOT a.attisdropped AND a.attgenerated = ''"),
);

/** Those by which a row depends on others: references, and what no two rows may have alike. */
export const readBoundColumns = keptBySchema((run, tables) =>
  columnsWhere(
    run,
    tables,
    `EXISTS (
       SELECT FROM pg_constraint c
       WHERE c.conrelid = a.attrelid AND c.contype = 'f' AND a.attnum = ANY (c.conkey)
     ) OR EXISTS (
       SELECT FROM pg_index i
       WHERE i.indrelid = a.attrelid AND (i.indisunique OR i.indisexclusion)
         AND (a.attnum = ANY (i.indkey) OR EXISTS (
           SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::REGCLASS
             AND d.objid = i.indexrelid AND d.refclassid = 'pg_class'::REGCLASS
             AND d.refobjid = i.indrelid AND d.refobjsubid = a.attnum)))`,
  ),
);

async function columnsWhere(
  run: SqlRunner,
  tables: readonly string[],
  condition: string,
): Promise<TableColumns> {
  const rows = await rowsFrom<{ table: string; columns: string }>(
    run,
    `SELECT named.name AS table, json_agg(a.attname)::TEXT AS columns
     FROM ${NAMED} WHERE ${condition} GROUP BY named.name`,
    [JSON.stringify(tables)],
  );
  return new Map(
    rows.map(({ table, columns }) => {
      const names: unknown = JSON.parse(columns);
      return [table, new Set(Array.isArray(names) ? names.map(String) : [])];
    }),
  );
}
