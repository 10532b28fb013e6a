import type { ReadonlyDb } from '../platform/database.ts';
import { isDevice } from './device-store.ts';
import { rowsOf, sqlOver } from './sql.ts';

/** True from the moment on which this computer is a device of a site, whether or not its records are here yet. */
export function isDeviceOfSite(db: ReadonlyDb): Promise<boolean> {
  return isDevice(sqlOver(db));
}

/** This computer's id as a device; null where it is of no site. */
export async function deviceOfSite(db: ReadonlyDb): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    sqlOver(db),
    'SELECT device_id AS id FROM sync_device',
  );
  return row?.id ?? null;
}
