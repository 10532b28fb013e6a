import type { ReadonlyDb } from '../platform/database.ts';
import { isDevice } from './device-store.ts';
import { rowsOf, sqlOver } from './sql.ts';

/** True from the moment on which this computer is a device of a site, whether or not its records are here yet. */
export function isDeviceOfSite(db: ReadonlyDb): Promise<boolean> {
  return isDevice(sqlOver(db));
}

/**
 * On which computer of the site a chart was registered, in words. Another one is not named: what came
 * from there does not say which it was.
 */
export async function whereRegistered(db: ReadonlyDb, patientId: string): Promise<string> {
  const [device] = await rowsOf<{ name: string; isOwn: boolean }>(
    sqlOver(db),
    `SELECT device_name AS name, EXISTS (SELECT FROM sync_outbox
       WHERE entity = 'patients' AND row_key = '["' || $1::UUID || '"]' AND op = 'i') AS "isOwn"
     FROM sync_device`,
    [patientId],
  );
  if (!device) return 'this computer';
  return device.isOwn ? `this computer (${device.name})` : 'another computer of the site';
}

/** This computer's id as a device; null where it is of no site. */
export async function deviceOfSite(db: ReadonlyDb): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    sqlOver(db),
    'SELECT device_id AS id FROM sync_device',
  );
  return row?.id ?? null;
}
