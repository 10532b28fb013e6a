import type { z } from 'zod';
import { leaseOf } from '../shared/sync/number-leases.ts';
import type { leaseReply, leaseRequest } from '../shared/sync/wire.ts';
import { type Client, inSite, type Pool } from './database.ts';
import { assertEpoch } from './epoch.ts';
import { Refused } from './refused.ts';
import { readHead } from './sites.ts';

type Asked = {
  readonly siteId: string;
  readonly epoch: number | null;
  readonly request: z.output<typeof leaseRequest>;
};

/**
 * Gives the next control numbers of a kind to the device that asks, which says so in the log from then on.
 * An answer that is lost costs its numbers. Throws `epoch`, and `busy` where there are none just now.
 */
export function leaseNumbers(
  pool: Pool,
  { siteId, epoch, request }: Asked,
): Promise<z.input<typeof leaseReply>> {
  const { kind, count, above } = request;
  return inSite(pool, { siteId, isolation: 'write' }, async (client) => {
    // Two devices that ask at once get theirs one after the other.
    const site = await readHead(client, 'FOR UPDATE');
    await assertEpoch(client, site.epoch, epoch);
    const { epochBeganMs, ...known } = await readKnown(client, kind);
    const knownLast = Math.max(known.last, above);
    const lease = leaseOf({ count, nowMs: Date.now(), epochBeganMs, knownLast });
    if ('waitMs' in lease) throw new Refused({ code: 'busy', retryAfterMs: lease.waitMs });
    await client.query(
      `INSERT INTO sync_number_grants (kind, last_number) VALUES ($1, $2)
       ON CONFLICT (kind) DO UPDATE SET last_number = excluded.last_number`,
      [kind, lease.lastNumber],
    );
    return lease;
  });
}

type Known = { readonly last: number; readonly epochBeganMs: number | null };

async function readKnown(client: Client, kind: string): Promise<Known> {
  const { rows } = await client.query<Known>(
    `SELECT
       greatest(
         (SELECT max(last_number) FROM sync_number_grants WHERE kind = $1),
         (SELECT max(last_number) FROM control_number_leases WHERE kind = $1),
         0
       ) AS last,
       (SELECT floor(extract(epoch FROM max(began_at)) * 1000)::BIGINT FROM sync_epochs)
         AS "epochBeganMs"`,
    [kind],
  );
  return rows[0] ?? { last: 0, epochBeganMs: null };
}
