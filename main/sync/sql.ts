import { CompiledQuery } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/** Plain SQL within a transaction; rows come as PostgreSQL names their columns. */
export type SqlRunner = {
  readonly query: (
    text: string,
    params?: readonly unknown[],
  ) => Promise<{ readonly rows: readonly unknown[] }>;
};

export function sqlOver(db: ReadonlyDb): SqlRunner {
  const executor = db.getExecutor().withoutPlugins();
  return {
    query: (text, params = []) => executor.executeQuery(CompiledQuery.raw(text, [...params])),
  };
}

/** The rows of a statement, of the shape that its caller wrote into it. */
export async function rowsOf<Row>(
  sql: SqlRunner,
  text: string,
  params: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { rows } = await sql.query(text, params);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns that the statement names
  return rows as readonly Row[];
}
