import { snapshotReply, type SnapshotManifest } from '../../shared/sync/wire.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/** How far the first sync is. */
export type FirstSync = {
  readonly direction: 'send' | 'fetch';
  readonly snapshot: SnapshotManifest | null;
  readonly place: number;
  readonly lastKey: unknown;
  readonly nextNumber: number | null;
  readonly lastNumber: number | null;
  readonly done: number;
  readonly total: number;
  readonly beganAt: string;
};

/** Null once it is through, and where there was none. */
export async function selectFirst(sql: SqlRunner): Promise<FirstSync | null> {
  const [row] = await rowsOf<FirstSync>(
    sql,
    `SELECT direction, snapshot, place, last_key AS "lastKey", next_number AS "nextNumber",
       last_number AS "lastNumber", done, total, began_at AS "beganAt"
     FROM sync_first`,
  );
  return row ? { ...row, snapshot: snapshotReply.nullable().parse(row.snapshot) } : null;
}

export async function insertFetch(sql: SqlRunner, beganAt: string): Promise<void> {
  await sql.query("INSERT INTO sync_first (direction, total, began_at) VALUES ('fetch', 0, $1)", [
    beganAt,
  ]);
}

/** Takes the numbers and stamps of all rows that stand here: what changes from now on comes behind them. */
export async function insertSend(sql: SqlRunner, rows: number, beganAt: string): Promise<void> {
  await sql.query(
    `INSERT INTO sync_first (direction, next_number, last_number, next_stamp, total, began_at)
     SELECT 'send', first_number, first_number + $1 - 1, first_stamp, $1, $2
     FROM take_sync_numbers($1)`,
    [rows, beganAt],
  );
}

/** Behind the next portion. */
export async function updateSend(
  sql: SqlRunner,
  next: { readonly place: number; readonly lastKey: unknown; readonly rows: number },
): Promise<void> {
  await sql.query(
    `UPDATE sync_first SET place = $1, last_key = $2, done = done + $3,
       next_number = next_number + $3, next_stamp = next_stamp + $3`,
    [next.place, next.lastKey === null ? null : JSON.stringify(next.lastKey), next.rows],
  );
}

export async function updateFetch(
  sql: SqlRunner,
  next: { readonly snapshot: SnapshotManifest; readonly place: number; readonly done: number },
): Promise<void> {
  const total = next.snapshot.chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  await sql.query('UPDATE sync_first SET snapshot = $1, place = $2, done = $3, total = $4', [
    JSON.stringify(next.snapshot),
    next.place,
    next.done,
    total,
  ]);
}

export async function deleteFirst(sql: SqlRunner): Promise<void> {
  await sql.query('DELETE FROM sync_first');
}

/** The last number that may be sent now: in a first sync only what is in the outbox without a gap. */
export async function sendableUntil(sql: SqlRunner, lastNumber: number): Promise<number> {
  const first = await selectFirst(sql);
  if (!first) return lastNumber;
  return first.direction === 'fetch' ? 0 : (first.nextNumber ?? 1) - 1;
}
