/** What a dump reads from: a PGlite on a copy of the records that nobody else touches. */
export type DumpSource = {
  readonly query: (sql: string) => Promise<{ readonly rows: unknown[] }>;
  /** What `COPY (select) TO STDOUT` writes, as it is. */
  readonly copyOut: (select: string) => Promise<Uint8Array>;
};

/** A table with its names as SQL quotes them. */
export type DumpedTable = {
  readonly name: string;
  readonly columns: readonly string[];
  /** Size in PostgreSQL's 8 KiB blocks. */
  readonly blocks: number;
};

/** A sequence whose next value is not its first. */
export type DumpedSequence = { readonly name: string; readonly lastValue: string };

/** All tables of the schema that the migrations wrote to, by name; computed columns are left out. */
export async function selectTables(source: DumpSource): Promise<readonly DumpedTable[]> {
  const { rows } = await source.query(`
    SELECT quote_ident(relname) AS name,
      (pg_relation_size(pg_class.oid) / current_setting('block_size')::int)::int AS blocks,
      (SELECT array_agg(quote_ident(attname) ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
        AS columns
    FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
    ORDER BY relname`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns just selected
  return rows as DumpedTable[];
}

export async function selectSequences(source: DumpSource): Promise<readonly DumpedSequence[]> {
  const { rows } = await source.query(`
    SELECT quote_ident(sequencename) AS name, last_value::text AS "lastValue"
    FROM pg_sequences
    WHERE schemaname = current_schema() AND last_value IS NOT NULL
    ORDER BY sequencename`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns just selected
  return rows as DumpedSequence[];
}
