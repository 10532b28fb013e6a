import type { Client, Pool } from './database.ts';
import type { Device } from './devices.ts';
import { Refused } from './refused.ts';
import type { SiteHead } from './sites.ts';

const RETRY_MS = 5 * 60_000;

/**
 * After a restore, what a device that was shut out still holds comes after what the others give back: it may
 * build on that, and they may hold what it had brought long before. Throws `unavailable` until every device
 * that is not shut out has read the new log; one that is lost is to be shut out.
 */
export async function assertOthersHaveGivenBack(
  client: Pick<Client, 'query'>,
  { siteId, isRevoked }: Device,
  { epoch }: SiteHead,
): Promise<void> {
  if (!isRevoked || epoch === 1) return;
  const { rows } = await client.query(
    `SELECT FROM caretrail.devices
     WHERE site_id = $1 AND revoked_at IS NULL AND read_epoch < $2
       AND enrolled_at < (SELECT max(began_at) FROM sync_epochs) LIMIT 1`,
    [siteId, epoch],
  );
  if (rows.length > 0) throw new Refused({ code: 'unavailable', retryAfterMs: RETRY_MS });
}

/** Notes that a device reads the log of an epoch: it gives back what it has before that. */
export async function noteReading(pool: Pool, deviceId: string, epoch: number): Promise<void> {
  if (epoch === 1) return;
  await pool.query(
    'UPDATE caretrail.devices SET read_epoch = $2 WHERE id = $1 AND read_epoch < $2',
    [deviceId, epoch],
  );
}
