import { formatEntry, OUTCOMES, SERVER_DEVICE } from '../../shared/sync/line.ts';
import { OUTBOX_LINE } from './outbox-line.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/**
 * Keeps what the log had from that place on, this computer's own with it, and takes it out of the log: the
 * server may have lost it. The tables stay as they are. What is kept already, of a log that was lost before,
 * stays behind it, and may have to be given back once more.
 */
export async function keepForRelay(sql: SqlRunner, from: number): Promise<void> {
  await sql.query(
    `UPDATE sync_relay SET is_sent = false, place = place + 1 + greatest(
       (SELECT max(place) FROM sync_relay), (SELECT max(seq) FROM sync_log),
       (SELECT max(seq) FROM sync_outbox))`,
  );
  await keep(
    sql,
    'SELECT seq, device_id, number, transaction_end, stamp, outcome, received_at, line FROM sync_log',
    from,
  );
  await keep(
    sql,
    `SELECT seq, device_id, number, transaction_end, coalesce(restamped, stamp), 'applied',
       coalesce(acked_at, sync_acked_at(number), captured_at), ${OUTBOX_LINE}
     FROM (
       SELECT *, max(number) OVER (PARTITION BY transaction_id) AS transaction_end
       FROM sync_outbox WHERE seq >= $1
     ) own CROSS JOIN (SELECT device_id FROM sync_device) device`,
    from,
  );
  await sql.query('DELETE FROM sync_log WHERE seq >= $1', [from]);
  await sql.query('UPDATE sync_outbox SET seq = NULL WHERE seq >= $1', [from]);
}

async function keep(sql: SqlRunner, selected: string, from: number): Promise<void> {
  await sql.query(
    `INSERT INTO sync_relay
       (place, device_id, number, transaction_end, stamp, outcome, received_at, line)
     ${selected} WHERE seq >= $1
     ON CONFLICT (device_id, number) DO UPDATE SET place = excluded.place, stamp = excluded.stamp,
       outcome = excluded.outcome, received_at = excluded.received_at`,
    [from],
  );
}

/** Of what the server lost this computer has tables, and perhaps no entry: it must remember that as well. */
export async function keepPlace(sql: SqlRunner, from: number): Promise<void> {
  await sql.query(
    `INSERT INTO sync_relay
       (place, device_id, number, transaction_end, stamp, outcome, received_at, line, is_sent)
     SELECT $1, $2, -$1::BIGINT, -$1::BIGINT, 0, 'applied', now(), '', true
     WHERE NOT EXISTS (SELECT FROM sync_relay)`,
    [from, SERVER_DEVICE],
  );
}

export type RelayPart = { readonly lastPlace: number; readonly lines: readonly string[] };

type Row = {
  readonly place: number;
  readonly deviceId: string;
  readonly number: number;
  readonly transactionEnd: number;
  readonly stamp: string;
  readonly outcome: string;
  readonly receivedAt: string;
  readonly line: string;
};

/** The next whole transactions that were not relayed yet, in the order of the log that was lost. */
export async function selectForRelay(sql: SqlRunner, most: number): Promise<RelayPart | null> {
  const rows = await rowsOf<Row>(
    sql,
    `SELECT place, device_id AS "deviceId", number, transaction_end AS "transactionEnd",
       stamp::TEXT AS stamp, outcome, received_at AS "receivedAt", line
     FROM sync_relay WHERE NOT is_sent ORDER BY place LIMIT $1`,
    [most],
  );
  const end = rows.findLastIndex(({ number, transactionEnd }) => number === transactionEnd);
  const last = rows[end];
  // One that is larger than a portion goes alone.
  if (!last && rows.length === most) return selectForRelay(sql, most * 10);
  if (!last) return null;
  const lines = rows.slice(0, end + 1).map((row) =>
    formatEntry({
      seq: row.place,
      deviceId: row.deviceId,
      stamp: BigInt(row.stamp),
      outcome: OUTCOMES.find((each) => each === row.outcome) ?? 'applied',
      receivedAtMs: Date.parse(row.receivedAt),
      line: row.line,
    }),
  );
  return { lastPlace: last.place, lines };
}

export async function updateRelayed(sql: SqlRunner, lastPlace: number): Promise<void> {
  await sql.query('UPDATE sync_relay SET is_sent = true WHERE place <= $1', [lastPlace]);
}

/** Whether the tables must still be made anew after a restore. */
export async function isRelayKept(sql: SqlRunner): Promise<boolean> {
  return (await sql.query('SELECT FROM sync_relay LIMIT 1')).rows.length > 0;
}
