import { createHash } from 'node:crypto';
import { openRawDatabase } from '../tools/raw-database.ts';

/** What a run writes down about itself; everything else is somebody's record. */
const BOOKKEEPING = [
  'audit_events',
  'audit_chains',
  'audit_heads',
  'audit_chain_state',
  'audit_unchained',
  'jobs',
  'command_replies',
  'stored_files',
];

type Digest = { readonly digest: string; readonly rows: number; readonly tables: number };

/** One SHA-256 over every column of every row of every table but the bookkeeping. */
export async function digestOfRecords(dataDir: string): Promise<Digest> {
  const database = await openRawDatabase(dataDir);
  try {
    const { rows: tables } = await database.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class
       WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> ALL ($1)
       ORDER BY relname`,
      [BOOKKEEPING],
    );
    const hash = createHash('sha256');
    let count = 0;
    for (const { name } of tables) {
      const { rows } = await database.query<{ line: string }>(
        `SELECT to_jsonb(each)::text AS line FROM "${name}" AS each ORDER BY 1`,
      );
      count += rows.length;
      for (const { line } of rows) hash.update(`${name} ${line}\n`);
    }
    return { digest: hash.digest('hex'), rows: count, tables: tables.length };
  } finally {
    await database.close();
  }
}
