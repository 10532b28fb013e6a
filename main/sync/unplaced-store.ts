import { formatEntry, OUTCOMES, parseChange, parseEntry } from '../../shared/sync/line.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/** Places of entries in the log that was lost, of one computer. */
export type Run = {
  readonly deviceId: string;
  readonly firstPlace: number;
  readonly lastPlace: number;
};

/** Sets entries aside that the server cannot take, because it lacks what came before them. */
export async function setAside(
  sql: SqlRunner,
  { deviceId, firstPlace, lastPlace }: Run,
  at: string,
): Promise<void> {
  await sql.query(
    `INSERT INTO sync_unplaced
       (device_id, number, transaction_end, place, stamp, outcome, received_at, line, set_aside_at)
     SELECT device_id, number, transaction_end, place, stamp, outcome, received_at, line, $4
     FROM sync_relay WHERE device_id = $1 AND place BETWEEN $2 AND $3
     ON CONFLICT (device_id, number) DO NOTHING`,
    [deviceId, firstPlace, lastPlace, at],
  );
}

export type Unplaced = { readonly deviceId: string; readonly lines: readonly string[] };

/** Forgets what has come into the log after all. */
async function forgetPlaced(sql: SqlRunner): Promise<void> {
  await sql.query(
    `DELETE FROM sync_unplaced u USING sync_log l
     WHERE l.device_id = u.device_id AND l.number = u.number`,
  );
}

type Row = {
  readonly place: number;
  readonly deviceId: string;
  readonly stamp: string;
  readonly outcome: string;
  readonly receivedAt: string;
  readonly line: string;
};

/**
 * What was set aside, by the computer that made it; with `isFollowing` only of those computers of which the
 * log has the change before by now.
 */
export async function selectUnplaced(
  sql: SqlRunner,
  { isFollowing }: { readonly isFollowing: boolean },
): Promise<readonly Unplaced[]> {
  await forgetPlaced(sql);
  const rows = await rowsOf<Row>(
    sql,
    `SELECT place, device_id AS "deviceId", stamp::TEXT AS stamp, outcome,
       received_at AS "receivedAt", line
     FROM sync_unplaced u
     WHERE NOT $1::BOOLEAN OR EXISTS (
       SELECT FROM sync_unplaced first JOIN sync_log l
         ON l.device_id = first.device_id AND l.number = first.number - 1
       WHERE first.device_id = u.device_id)
     ORDER BY device_id, number`,
    [isFollowing],
  );
  return [...Map.groupBy(rows, ({ deviceId }) => deviceId)].map(([deviceId, some]) => ({
    deviceId,
    lines: some.map(lineOf),
  }));
}

function lineOf({ place, deviceId, stamp, outcome, receivedAt, line }: Row): string {
  return formatEntry({
    seq: place,
    deviceId,
    stamp: BigInt(stamp),
    outcome: OUTCOMES.find((each) => each === outcome) ?? 'applied',
    receivedAtMs: Date.parse(receivedAt),
    line,
  });
}

export async function countUnplaced(sql: SqlRunner): Promise<number> {
  const [row] = await rowsOf<{ entries: number }>(
    sql,
    'SELECT count(*)::INT AS entries FROM sync_unplaced',
  );
  return row?.entries ?? 0;
}

export async function deleteUnplaced(sql: SqlRunner, deviceId: string): Promise<void> {
  await sql.query('DELETE FROM sync_unplaced WHERE device_id = $1', [deviceId]);
}

/** Entries that another computer's file brings: tried from here when the server is met next. */
export async function keepUnplaced(
  sql: SqlRunner,
  lines: readonly string[],
  at: string,
): Promise<void> {
  const entries = lines.map(parseEntry).filter((entry) => entry !== null);
  if (entries.length === 0) return;
  const rows = entries.map((entry) => {
    const change = parseChange(entry.line);
    return {
      d: entry.deviceId,
      // A line that means nothing has no number; its place is unique too.
      n: change?.n ?? -entry.seq,
      t: change?.t ?? -entry.seq,
      q: entry.seq,
      s: entry.stamp.toString(),
      x: entry.outcome,
      a: entry.receivedAtMs,
      l: entry.line,
    };
  });
  await sql.query(
    `INSERT INTO sync_unplaced
       (device_id, number, transaction_end, place, stamp, outcome, received_at, line, set_aside_at)
     SELECT d, n, t, q, s, x, to_timestamp(a / 1000), l, $2::TEXT::TIMESTAMPTZ
     FROM json_to_recordset($1::TEXT::JSON)
       AS k (d UUID, n BIGINT, t BIGINT, q BIGINT, s BIGINT, x TEXT, a DOUBLE PRECISION, l TEXT)
     WHERE d <> (SELECT device_id FROM sync_device)
     ON CONFLICT (device_id, number) DO NOTHING`,
    [JSON.stringify(rows), at],
  );
}
