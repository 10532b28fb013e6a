import { type Hello, helloReply, PROTOCOL } from '../shared/sync/wire.ts';
import { inSite, type Client, type Pool } from './database.ts';
import { readHead } from './sites.ts';

type Caller = {
  readonly siteId: string;
  readonly deviceId: string;
  /** Null where the caller does not say. */
  readonly epoch: number | null;
};

/** How the server stands with a device; the snapshot is for the caller to add. */
export function readHello(pool: Pool, caller: Caller): Promise<Hello> {
  return inSite(pool, { siteId: caller.siteId, isolation: 'snapshot' }, async (client) => {
    const { head, epoch, maxStamp } = await readHead(client);
    const { rows } = await client.query<{ ackedNumber: number; ackedChain: string }>(
      `SELECT acked_number AS "ackedNumber", acked_chain AS "ackedChain"
       FROM sync_heads WHERE device_id = $1`,
      [caller.deviceId],
    );
    const durable = await client.query<{ seq: number; schema: number }>(
      `SELECT durable_seq AS seq, sync_schema_version() AS schema
       FROM caretrail.sites WHERE id = $1`,
      [caller.siteId],
    );
    const known = durable.rows[0];
    return helloReply.parse({
      protocol: PROTOCOL,
      oldestProtocol: 1,
      serverTimeMs: Date.now(),
      epoch,
      epochBase:
        caller.epoch === null || caller.epoch === epoch
          ? null
          : await epochBase(client, caller.epoch),
      head,
      maxStamp,
      ackedNumber: rows[0]?.ackedNumber ?? 0,
      ackedChain: rows[0]?.ackedChain ?? '',
      schemaVersion: known?.schema,
      snapshotId: null,
      durableSeq: Math.min(known?.seq ?? 0, head),
    });
  });
}

/**
 * The first place at which this log may differ from that of a caller's epoch. An epoch that is not known
 * here began in a future that a restore has undone: then nothing is sure, and it is the first of all.
 */
export async function epochBase(client: Pick<Client, 'query'>, callers: number): Promise<number> {
  const { rows } = await client.query<{ base: number | null; isKnown: boolean }>(
    `SELECT min(base_seq) FILTER (WHERE epoch > $1) AS base,
       $1 = 1 OR coalesce(bool_or(epoch = $1), false) AS "isKnown" FROM sync_epochs`,
    [callers],
  );
  const [row] = rows;
  return row?.isKnown && row.base !== null ? row.base : 1;
}
