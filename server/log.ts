import { formatEntry, type LogEntry, OUTCOMES, type Outcome } from '../shared/sync/line.ts';
import type { Queryable } from './database.ts';

/** A page is cut there, at the end of the transaction that reaches it. */
const MOST_PAGE_BYTES = 8 * 1024 * 1024;

type Row = [
  seq: number,
  deviceId: string,
  stamp: string,
  outcome: string,
  receivedAtMs: number,
  line: string,
];

const ENTRY = `seq, device_id, stamp::TEXT, outcome,
  floor(extract(epoch FROM received_at) * 1000)::BIGINT, line`;

/** Whole transactions behind place `after`: about `limit` entries, or fewer where they are large. */
export async function selectPage(
  client: Queryable,
  after: number,
  limit: number,
): Promise<readonly LogEntry[]> {
  const { rows } = await client.query<{ last: number | null }>(
    `WITH page AS (
       SELECT seq, sum(octet_length(line)) OVER (ORDER BY seq) AS bytes
       FROM sync_log WHERE seq > $1 AND seq <= $1::BIGINT + $2
     ), full_page AS (
       SELECT coalesce(max(seq) FILTER (WHERE bytes <= $3), min(seq)) AS last FROM page
     )
     SELECT (
       SELECT seq FROM sync_log
       WHERE seq >= full_page.last AND number = transaction_end ORDER BY seq LIMIT 1
     ) AS last FROM full_page`,
    [after, limit, MOST_PAGE_BYTES],
  );
  const last = rows[0]?.last ?? null;
  return last === null ? [] : selectEntries(client, after + 1, last);
}

/** The entries from one place to another, both included. */
export async function selectEntries(
  client: Queryable,
  first: number,
  last: number,
): Promise<readonly LogEntry[]> {
  const { rows } = await client.query<Row>({
    text: `SELECT ${ENTRY} FROM sync_log WHERE seq BETWEEN $1 AND $2 ORDER BY seq`,
    values: [first, last],
    rowMode: 'array',
  });
  return rows.map(([seq, deviceId, stamp, outcome, receivedAtMs, line]) => ({
    seq,
    deviceId,
    stamp: BigInt(stamp),
    outcome: outcomeOf(outcome),
    receivedAtMs,
    line,
  }));
}

/** Entries as they go over the wire. */
export function formatEntries(entries: readonly LogEntry[]): string {
  return entries.map((entry) => `${formatEntry(entry)}\n`).join('');
}

function outcomeOf(text: string): Outcome {
  const outcome = OUTCOMES.find((each) => each === text);
  if (!outcome) throw new Error('The log has an outcome that this release does not know');
  return outcome;
}
