import type { ReadonlyDb } from '../platform/database.ts';
import { isDevice } from './device-store.ts';
import { sqlOver } from './sql.ts';

/** True from the moment on which this computer is a device of a site, whether or not its records are here yet. */
export function isDeviceOfSite(db: ReadonlyDb): Promise<boolean> {
  return isDevice(sqlOver(db));
}
