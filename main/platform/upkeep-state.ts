import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { TableState, UpkeepState } from './upkeep-plan.ts';

/** What upkeep goes by, read in one turn after all that wait. */
export function readUpkeepState(database: Database): Promise<UpkeepState> {
  return database.turn(async ({ read }) => {
    // Counts are gathered by the second otherwise.
    await read((db) => sql`SELECT pg_stat_force_next_flush()`.execute(db));
    return read(async (db) => {
      const log = await sql<{ bytes: string }>`
        SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), redo_lsn) AS bytes FROM pg_control_checkpoint()
      `.execute(db);
      const { rows } = await sql<TableState>`
        SELECT relname AS name, pg_relation_size(pg_class.oid) / 8192 AS pages,
          relpages AS pages_then, reltuples AS rows_then,
          pg_stat_get_dead_tuples(pg_class.oid) AS dead_rows,
          pg_stat_get_mod_since_analyze(pg_class.oid) AS changed_rows,
          pg_stat_get_ins_since_vacuum(pg_class.oid) AS inserted_rows
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      `.execute(db);
      return { logBytes: Number(log.rows[0]?.bytes ?? 0), tables: rows };
    });
  }, 'maintenance');
}
