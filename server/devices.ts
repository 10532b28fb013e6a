import type { z } from 'zod';
import { deviceListing } from '../shared/sync/wire.ts';
import { inSite, type Pool } from './database.ts';
import { createLru } from './lru.ts';
import { Refused } from './refused.ts';

/** A device as the server knows it, by its enrolment. */
export type Device = {
  readonly id: string;
  readonly siteId: string;
  readonly publicKey: string;
  readonly isRevoked: boolean;
};

export type Devices = {
  /** Undefined where no such device is enrolled. May be two seconds old. */
  readonly find: (deviceId: string) => Promise<Device | undefined>;
  readonly forget: (deviceId: string) => void;
};

const FRESH_MS = 2000;
const MOST_KEPT = 50_000;

/** Devices by id, kept for two seconds, so that a thousand requests ask once. */
export function createDevices(pool: Pool): Devices {
  const kept = createLru<{ readonly device: Device; readonly atMs: number }>(MOST_KEPT);
  return {
    find: async (deviceId) => {
      const known = kept.get(deviceId);
      if (known && performance.now() - known.atMs < FRESH_MS) return known.device;
      const device = await selectDevice(pool, deviceId);
      if (device) kept.set(deviceId, { device, atMs: performance.now() }, 1);
      return device;
    },
    forget: (deviceId) => kept.drop(deviceId),
  };
}

async function selectDevice(pool: Pool, deviceId: string): Promise<Device | undefined> {
  const { rows } = await pool.query<Device>(
    `SELECT id, site_id AS "siteId", public_key AS "publicKey",
       revoked_at IS NOT NULL AS "isRevoked"
     FROM caretrail.devices WHERE id = $1`,
    [deviceId],
  );
  return rows[0];
}

/** Notes that a device was heard; at most once a minute, because every push asks for it. */
export async function noteSeen(pool: Pool, deviceId: string): Promise<void> {
  await pool.query(
    `UPDATE caretrail.devices SET last_seen_at = now()
     WHERE id = $1 AND (last_seen_at IS NULL OR last_seen_at < now() - INTERVAL '1 minute')`,
    [deviceId],
  );
}

/** The devices of a site, in the order of their enrolment. */
export function listDevices(pool: Pool, siteId: string): Promise<z.infer<typeof deviceListing>> {
  return inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
    const { rows } = await client.query(
      `SELECT device.id AS "deviceId", device.name AS "deviceName",
         floor(extract(epoch FROM device.enrolled_at) * 1000)::BIGINT AS "enrolledAtMs",
         floor(extract(epoch FROM device.last_seen_at) * 1000)::BIGINT AS "lastSeenAtMs",
         coalesce(head.acked_number, 0) AS "ackedNumber",
         floor(extract(epoch FROM device.revoked_at) * 1000)::BIGINT AS "revokedAtMs"
       FROM caretrail.devices AS device
       LEFT JOIN sync_heads AS head ON head.device_id = device.id
       WHERE device.site_id = $1 ORDER BY device.enrolled_at, device.id`,
      [siteId],
    );
    return deviceListing.parse(rows);
  });
}

type Revocation = {
  readonly siteId: string;
  readonly deviceId: string;
  readonly byDevice: string | null;
};

/** From now on that device gives what it has into quarantine and gets nothing. Twice is once. */
export async function revokeDevice(pool: Pool, revocation: Revocation): Promise<void> {
  const { rowCount } = await pool.query(
    `UPDATE caretrail.devices
     SET revoked_at = coalesce(revoked_at, now()),
       revoked_by_device = CASE WHEN revoked_at IS NULL THEN $3::UUID ELSE revoked_by_device END
     WHERE id = $1 AND site_id = $2`,
    [revocation.deviceId, revocation.siteId, revocation.byDevice],
  );
  if (rowCount === 0) throw new Refused({ code: 'notFound' });
}
