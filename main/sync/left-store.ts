import { TRAVELLING } from '../../shared/sync/entities.ts';
import type { Device } from './device-store.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

const TRAIL = TRAVELLING.filter(({ class: of }) => of === 'trail')
  .map(({ name }) => `'${name}'`)
  .join(', ');

/** The site that this computer has left. */
export type LeftSite = { readonly siteId: string; readonly leftAt: string };

export async function selectLeft(sql: SqlRunner): Promise<LeftSite | null> {
  const [row] = await rowsOf<LeftSite>(
    sql,
    'SELECT site_id AS "siteId", left_at AS "leftAt" FROM sync_left',
  );
  return row ?? null;
}

/** What is neither at the server nor in an exported file. Files are in no such file, the trail does not count. */
export async function selectLeftBehind(
  sql: SqlRunner,
  acked: number,
): Promise<{ readonly changes: number; readonly files: number }> {
  const [row] = await rowsOf<{ changes: number; files: number }>(
    sql,
    `SELECT
       (SELECT count(*)::INT FROM sync_outbox WHERE entity NOT IN (${TRAIL})
         AND number > greatest($1::BIGINT, (SELECT exported_number FROM sync_device))) AS changes,
       (SELECT count(*)::INT FROM sync_files WHERE is_open AND is_here AND server_epoch IS NULL)
         AS files`,
    [acked],
  );
  return row ?? { changes: 0, files: 0 };
}

/** All that follows from being a device; the records themselves stay. */
const OF_DEVICE = `sync_device, sync_outbox, sync_acks, sync_first, sync_relay, sync_log, sync_registers,
  sync_files, sync_later_values, sync_later_changes, sync_unplaced, sync_checks`;

/** Writes down which site was left, with the trail that it did not get, and forgets being its device. */
export async function writeLeft(sql: SqlRunner, device: Device, leftAt: string): Promise<void> {
  await sql.query(
    `INSERT INTO sync_left (site_id, device_id, device_name, left_at, trail)
     SELECT $1, $2, $3, $4, coalesce(
       (SELECT jsonb_agg(row_key::JSONB -> 0) FROM sync_outbox
        WHERE entity IN (${TRAIL}) AND number > $5), '[]')`,
    [device.siteId, device.deviceId, device.deviceName, leftAt, device.ackedNumber],
  );
  await sql.query(`TRUNCATE ${OF_DEVICE}`);
}

export async function deleteLeft(sql: SqlRunner): Promise<void> {
  await sql.query('DELETE FROM sync_left');
}
