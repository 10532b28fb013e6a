import type { Outcome } from '../../shared/sync/line.ts';
import type { Queryable } from '../database.ts';

/** One change with what the server decided about it. */
export type DecidedChange = {
  readonly line: string;
  readonly number: number;
  readonly transactionEnd: number;
  /** The stamp that counts. */
  readonly stamp: bigint;
  readonly outcome: Outcome;
};

export type Append = {
  readonly deviceId: string;
  /** The place before the first. */
  readonly head: number;
  readonly receivedAtMs: number;
};

/** Writes the next entries of a site's log, all of one device; returns the place of the last. */
export async function appendEntries(
  client: Queryable,
  { deviceId, head, receivedAtMs }: Append,
  changes: readonly DecidedChange[],
): Promise<number> {
  if (changes.length === 0) return head;
  // The lines go as one text: no line holds an end of line, and an array would have to be escaped.
  await client.query(
    `INSERT INTO sync_log
       (seq, device_id, number, transaction_end, stamp, outcome, received_at, line)
     SELECT $1::BIGINT + place, $2::UUID, number, transaction_end, stamp, outcome,
       to_timestamp($3::DOUBLE PRECISION / 1000), line
     FROM ROWS FROM (
       string_to_table($4, E'\\n'), unnest($5::BIGINT[]), unnest($6::BIGINT[]), unnest($7::BIGINT[]),
       unnest($8::TEXT[])
     ) WITH ORDINALITY AS entries (line, number, transaction_end, stamp, outcome, place)`,
    [
      head,
      deviceId,
      receivedAtMs,
      changes.map(({ line }) => line).join('\n'),
      `{${changes.map(({ number }) => number).join(',')}}`,
      `{${changes.map(({ transactionEnd }) => transactionEnd).join(',')}}`,
      `{${changes.map(({ stamp }) => stamp).join(',')}}`,
      `{${changes.map(({ outcome }) => outcome).join(',')}}`,
    ],
  );
  return head + changes.length;
}

export type DeviceHead = { readonly ackedNumber: number; readonly ackedChain: string };

/** How far the log has a device's changes. */
export async function readDeviceHead(client: Queryable, deviceId: string): Promise<DeviceHead> {
  const { rows } = await client.query<DeviceHead>(
    `SELECT acked_number AS "ackedNumber", acked_chain AS "ackedChain"
     FROM sync_heads WHERE device_id = $1`,
    [deviceId],
  );
  return rows[0] ?? { ackedNumber: 0, ackedChain: '' };
}

/** Notes how far the log has a device's changes now. */
export async function writeDeviceHead(
  client: Queryable,
  deviceId: string,
  { ackedNumber, ackedChain }: DeviceHead,
): Promise<void> {
  await client.query(
    `INSERT INTO sync_heads (device_id, acked_number, acked_chain) VALUES ($1, $2, $3)
     ON CONFLICT (device_id) DO UPDATE
       SET acked_number = excluded.acked_number, acked_chain = excluded.acked_chain`,
    [deviceId, ackedNumber, ackedChain],
  );
}

/** Moves the site's head, whose row this transaction has locked. */
export async function writeSiteHead(
  client: Queryable,
  head: number,
  maxStamp: bigint,
): Promise<void> {
  await client.query('UPDATE sync_site SET head = $1, max_stamp = $2', [head, maxStamp.toString()]);
}
