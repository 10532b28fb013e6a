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

/** Of the few schemas that one process sees; reading them from the catalogue takes milliseconds. */
const known = new Map<string, Map<string, ReadonlySet<string> | null>>();
const MOST_KNOWN = 20;

export async function readColumns(
  run: SqlRunner,
  tables: Iterable<string>,
  schema?: SchemaState,
): Promise<TableColumns> {
  const { newest } = schema ?? (await readSchema(run));
  const kept = known.get(newest) ?? new Map<string, ReadonlySet<string> | null>();
  if (!known.has(newest) && known.size >= MOST_KNOWN) known.clear();
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
}

async function readCatalogue(run: SqlRunner, tables: readonly string[]): Promise<TableColumns> {
  const rows = await rowsFrom<{ table: string; columns: string }>(
    run,
    `SELECT named.name AS table, json_agg(a.attname)::TEXT AS columns
     FROM json_array_elements_text($1::TEXT::JSON) AS named (name)
     JOIN pg_attribute a ON a.attrelid = to_regclass(quote_ident(named.name))
     WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY named.name`,
    [JSON.stringify(tables)],
  );
  return new Map(
    rows.map(({ table, columns }) => {
      const names: unknown = JSON.parse(columns);
      return [table, new Set(Array.isArray(names) ? names.map(String) : [])];
    }),
  );
}
