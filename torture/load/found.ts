import type { PGlite } from '@electric-sql/pglite';

/** What the load left in a database, counted by the database itself. */
export type Found = {
  readonly orders: readonly {
    readonly id: string;
    readonly lines: number;
    readonly records: number;
    readonly units: number;
  }[];
  readonly imports: readonly {
    readonly batch: string;
    readonly rows: number;
    readonly units: number;
  }[];
  /** Records beyond their first version, with how many older versions are kept. */
  readonly versions: readonly {
    readonly recordId: string;
    readonly version: number;
    readonly kept: number;
  }[];
  readonly indexes: readonly { readonly name: string; readonly isValid: boolean }[];
  readonly migrations: readonly { readonly name: string; readonly rows: number }[];
};

/** Product codes of imported rows begin like this, then comes the batch. */
export const IMPORTED = 'IMPORT-';
/** Names of indexes and tables that the load makes begin like this. */
export const OWN_NAME = 'torture_';

async function rowsOf<T>(db: PGlite, sql: string): Promise<T[]> {
  return (await db.query<T>(sql)).rows;
}

/** Reads every row that the load can have written, without the help of any index. */
export async function readFound(db: PGlite): Promise<Found> {
  await db.exec(
    'SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off',
  );
  const found: Found = {
    orders: await rowsOf(
      db,
      `SELECT o.id, coalesce(l.lines, 0) AS lines, coalesce(r.records, 0) AS records,
              coalesce(r.units, 0) AS units
       FROM orders o
       LEFT JOIN (SELECT order_id, count(*)::int AS lines FROM order_lines GROUP BY 1) l
         ON l.order_id = o.id
       LEFT JOIN (SELECT order_id, count(*)::int AS records, sum(quantity_used)::int AS units
                  FROM treatment_records WHERE product_id NOT LIKE '${IMPORTED}%' GROUP BY 1) r
         ON r.order_id = o.id
       WHERE o.order_number LIKE 'T-%'`,
    ),
    imports: await rowsOf(
      db,
      `SELECT o.id AS batch, count(r.id)::int AS rows, coalesce(sum(r.quantity_used), 0)::int AS units
       FROM orders o
       LEFT JOIN treatment_records r ON r.order_id = o.id AND r.product_id = '${IMPORTED}' || o.id
       WHERE o.order_number LIKE 'I-%' GROUP BY 1`,
    ),
    versions: await rowsOf(
      db,
      `SELECT r.id AS "recordId", r.version, count(v.version)::int AS kept
       FROM treatment_records r
       LEFT JOIN treatment_record_versions v ON v.treatment_record_id = r.id
       GROUP BY r.id, r.version HAVING r.version > 1 OR count(v.version) > 0`,
    ),
    indexes: await rowsOf(
      db,
      `SELECT relname AS name, indisvalid AS "isValid" FROM pg_class JOIN pg_index ON indexrelid = oid
       WHERE relname LIKE '${OWN_NAME}index%'`,
    ),
    migrations: await readMigrated(db),
  };
  await db.exec('RESET enable_indexscan; RESET enable_indexonlyscan; RESET enable_bitmapscan');
  return found;
}

/** Either half of a migration, the note of it and its table, counts as found. */
async function readMigrated(db: PGlite): Promise<Found['migrations']> {
  const names = await rowsOf<{ name: string; hasTable: boolean }>(
    db,
    `SELECT coalesce(m.name, t.relname || '.sql') AS name, t.relname IS NOT NULL AS "hasTable"
     FROM (SELECT * FROM schema_migrations WHERE name LIKE '9%') m
     FULL JOIN (SELECT relname FROM pg_class WHERE relname LIKE '${OWN_NAME}table%' AND relkind = 'r') t
       ON substr(m.name, 5) = t.relname || '.sql'`,
  );
  const migrations = [];
  for (const { name, hasTable } of names) {
    const table = name.replace(/^\d+_/, '').replace(/\.sql$/, '');
    const counted = hasTable
      ? await rowsOf<{ rows: number }>(db, `SELECT count(*)::int AS rows FROM ${table}`)
      : [];
    migrations.push({ name, rows: counted[0]?.rows ?? 0 });
  }
  return migrations;
}
