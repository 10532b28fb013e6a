import { privateKeySchema, type PrivateKey } from './device-key.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

/** This computer as a device of a site. */
export type Device = {
  readonly deviceId: string;
  readonly deviceName: string;
  readonly serverUrl: string;
  readonly siteId: string;
  readonly privateKey: PrivateKey;
  readonly epoch: number;
  readonly nextNumber: number;
  readonly ackedNumber: number;
  readonly ackedChain: string;
  readonly cursorSeq: number;
  readonly clockOffsetMs: number;
  readonly lastContactAt: string | null;
};

const COLUMNS = `device_id AS "deviceId", device_name AS "deviceName", server_url AS "serverUrl",
  site_id AS "siteId", private_key AS "privateKey", epoch, next_number AS "nextNumber",
  acked_number AS "ackedNumber", acked_chain AS "ackedChain", cursor_seq AS "cursorSeq",
  clock_offset_ms AS "clockOffsetMs", last_contact_at AS "lastContactAt"`;

/** Null where this computer is of no site. */
export async function selectDevice(sql: SqlRunner): Promise<Device | null> {
  const [row] = await rowsOf<Device>(sql, `SELECT ${COLUMNS} FROM sync_device`);
  return row ? { ...row, privateKey: privateKeySchema.parse(row.privateKey) } : null;
}

/** The row that must be there: what asks for it runs only on a device. */
export async function deviceNow(sql: SqlRunner): Promise<Device> {
  const device = await selectDevice(sql);
  if (!device) throw new Error('This computer is no device of a site');
  return device;
}

export async function isDevice(sql: SqlRunner): Promise<boolean> {
  return (await rowsOf(sql, 'SELECT FROM sync_device')).length > 0;
}

export type NewDevice = Pick<
  Device,
  'deviceId' | 'deviceName' | 'serverUrl' | 'siteId' | 'privateKey' | 'epoch'
> & { readonly enrolledAt: string };

export async function insertDevice(sql: SqlRunner, device: NewDevice): Promise<void> {
  await sql.query(
    `INSERT INTO sync_device
       (device_id, device_name, server_url, site_id, private_key, epoch, enrolled_at, last_contact_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [
      device.deviceId,
      device.deviceName,
      device.serverUrl,
      device.siteId,
      JSON.stringify(device.privateKey),
      device.epoch,
      device.enrolledAt,
    ],
  );
}

/** Nothing that was applied here may be followed by a change with an earlier stamp. */
export async function updateLastStamp(sql: SqlRunner, stamp: bigint): Promise<void> {
  await sql.query('UPDATE sync_device SET last_stamp = greatest(last_stamp, $1::BIGINT)', [
    stamp.toString(),
  ]);
}

export async function updateContact(
  sql: SqlRunner,
  heard: { readonly at: string; readonly clockOffsetMs: number },
): Promise<void> {
  await sql.query('UPDATE sync_device SET last_contact_at = $1, clock_offset_ms = $2', [
    heard.at,
    heard.clockOffsetMs,
  ]);
}

export async function updateCursor(sql: SqlRunner, cursorSeq: number): Promise<void> {
  await sql.query('UPDATE sync_device SET cursor_seq = $1', [cursorSeq]);
}
