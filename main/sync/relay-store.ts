import { formatEntry, type LogEntry, OUTCOMES, parseChange } from '../../shared/sync/line.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

const OWN_LINE = `json_build_object('n', number, 't', transaction_end, 's', stamp::TEXT, 'k', entity,
  'r', row_key, 'o', op, 'b', base, 'v', body, 'u', user_id, 'm', schema_version)::TEXT`;

/**
 * Keeps what the log had from that place on, this computer's own with it, and takes it out of the log: the
 * server may have lost it. The tables stay as they are.
 */
export async function keepForRelay(sql: SqlRunner, from: number): Promise<void> {
  await sql.query(
    `INSERT INTO sync_relay
       (place, device_id, number, transaction_end, stamp, outcome, received_at, line)
     SELECT seq, device_id, number, transaction_end, stamp, outcome, received_at, line
     FROM sync_log WHERE seq >= $1
     ON CONFLICT DO NOTHING`,
    [from],
  );
  await sql.query(
    `INSERT INTO sync_relay
       (place, device_id, number, transaction_end, stamp, outcome, received_at, line)
     SELECT seq, device_id, number, transaction_end, coalesce(restamped, stamp), 'applied', acked_at,
       ${OWN_LINE}
     FROM (
       SELECT *, max(number) OVER (PARTITION BY transaction_id) AS transaction_end
       FROM sync_outbox WHERE seq >= $1
     ) own CROSS JOIN (SELECT device_id FROM sync_device) device
     ON CONFLICT DO NOTHING`,
    [from],
  );
  await sql.query('DELETE FROM sync_log WHERE seq >= $1', [from]);
  await sql.query('UPDATE sync_outbox SET seq = NULL WHERE seq >= $1', [from]);
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

/** Those of these changes that this computer took up before the server lost them. */
export async function selectTakenUp(
  sql: SqlRunner,
  changes: readonly { readonly deviceId: string; readonly number: number }[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    sql,
    `SELECT device_id || ':' || number || ':' || outcome AS id FROM sync_relay
     JOIN unnest($1::UUID[], $2::BIGINT[]) AS asked (device_id, number) USING (device_id, number)`,
    [changes.map(({ deviceId }) => deviceId), changes.map(({ number }) => number)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The new log has them: they need not be kept for it. */
export async function deleteRelayed(
  sql: SqlRunner,
  changes: readonly { readonly deviceId: string; readonly number: number }[],
): Promise<void> {
  await sql.query(
    `DELETE FROM sync_relay r USING unnest($1::UUID[], $2::BIGINT[]) AS back (device_id, number)
     WHERE r.device_id = back.device_id AND r.number = back.number`,
    [changes.map(({ deviceId }) => deviceId), changes.map(({ number }) => number)],
  );
}

export async function isRelayKept(sql: SqlRunner): Promise<boolean> {
  return (await sql.query('SELECT FROM sync_relay LIMIT 1')).rows.length > 0;
}

export async function isRelayLeft(sql: SqlRunner): Promise<boolean> {
  return (await sql.query('SELECT FROM sync_relay WHERE NOT is_sent LIMIT 1')).rows.length > 0;
}

/** Entries whose changes stand here already. */
export async function insertLogged(sql: SqlRunner, entries: readonly LogEntry[]): Promise<void> {
  for (const { seq, deviceId, stamp, outcome, receivedAtMs, line } of entries) {
    const change = parseChange(line);
    await sql.query(
      `INSERT INTO sync_log
         (seq, device_id, number, transaction_end, stamp, outcome, received_at, line)
       VALUES ($1, $2, $3, $4, $5::BIGINT, $6, $7, $8)`,
      [
        seq,
        deviceId,
        change?.n ?? 0,
        change?.t ?? 0,
        stamp.toString(),
        outcome,
        new Date(receivedAtMs).toISOString(),
        line,
      ],
    );
  }
}
