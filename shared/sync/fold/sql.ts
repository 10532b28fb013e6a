/**
 * Plain SQL inside a transaction whose TimeZone is UTC, on PostgreSQL or PGlite. Rows come as the
 * statements name their columns; whatever drivers read in their own ways is asked for as text.
 */
export type SqlRunner = {
  readonly query: (
    text: string,
    params?: readonly unknown[],
  ) => Promise<{ readonly rows: readonly unknown[] }>;
};

/** The rows of a statement, of the shape that its caller wrote into it. */
export async function rowsFrom<Row>(
  run: SqlRunner,
  text: string,
  params: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { rows } = await run.query(text, params);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns that the statement names
  return rows as readonly Row[];
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Codes of what a row's content can do wrong: data, constraints, what triggers raise, limits of size. */
const OF_CONTENT = /^(22|23|54|P0)/;

/** The SQLSTATE where the content of a row is to blame, or null: then the work itself must fail. */
export function contentError(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const { code } = error;
  return typeof code === 'string' && OF_CONTENT.test(code) ? code : null;
}

/** Runs `work` so that either all of it stands, or nothing of it and `null` where content was to blame. */
export async function inSavepoint<T>(
  run: SqlRunner,
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly sqlState: string }> {
  await run.query('SAVEPOINT sync_fold');
  try {
    const value = await work();
    await run.query('RELEASE SAVEPOINT sync_fold');
    return { value };
  } catch (error) {
    const sqlState = contentError(error);
    if (sqlState === null) throw error;
    await run.query('ROLLBACK TO SAVEPOINT sync_fold');
    await run.query('RELEASE SAVEPOINT sync_fold');
    return { sqlState };
  }
}

/** Those in whose transactions `whileApplying` is at work: within it nothing has to be asked again. */
const applying = new WeakSet<SqlRunner>();

/** What is written meanwhile comes from elsewhere: locks let it pass, and nothing captures it. */
export async function whileApplying<T>(run: SqlRunner, work: () => Promise<T>): Promise<T> {
  if (applying.has(run)) return work();
  // PostgreSQL evaluates them in this order.
  const [row] = await rowsFrom<{ was: string | null }>(
    run,
    `SELECT current_setting('caretrail.applying', true) AS was,
       set_config('caretrail.applying', 'on', true)`,
  );
  applying.add(run);
  try {
    const value = await work();
    await run.query(`SELECT set_config('caretrail.applying', $1, true)`, [row?.was ?? '']);
    return value;
  } finally {
    applying.delete(run);
  }
}
