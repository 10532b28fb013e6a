import type { PGlite } from '@electric-sql/pglite';

/** What PostgreSQL's own checks find wrong with any table or index, one line each. */
export async function amcheckProblems(db: PGlite): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string; kind: string }>(
    `SELECT oid::regclass::text AS name, relkind AS kind FROM pg_class
     WHERE relkind IN ('r', 'i') AND relpersistence = 'p'
       AND (relkind = 'r' OR relam = (SELECT oid FROM pg_am WHERE amname = 'btree'))`,
  );
  const problems: string[] = [];
  for (const { name, kind } of rows)
    problems.push(...(kind === 'i' ? await ofIndex(db, name) : await ofTable(db, name)));
  return problems;
}

async function ofIndex(db: PGlite, name: string): Promise<readonly string[]> {
  try {
    await db.query(`SELECT extensions.bt_index_check($1::regclass, heapallindexed => true)`, [
      name,
    ]);
    return [];
  } catch (error) {
    return [`amcheck: ${name}: ${String(error)}`];
  }
}

async function ofTable(db: PGlite, name: string): Promise<readonly string[]> {
  try {
    const { rows } = await db.query<{ blkno: number; msg: string }>(
      `SELECT blkno, msg FROM extensions.verify_heapam($1::regclass)`,
      [name],
    );
    return rows.map(({ blkno, msg }) => `amcheck: ${name} block ${blkno}: ${msg}`);
  } catch (error) {
    return [`amcheck: ${name}: ${String(error)}`];
  }
}
