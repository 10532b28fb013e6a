import { type CivilDate, civilDateAt } from '../../shared/base/civil-date.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectSite } from './store.ts';

/** The day it is at the site, by its own calendar; UTC's before the site is set up. */
export async function todayAtSite(db: ReadonlyDb, now: Date): Promise<CivilDate> {
  const site = await selectSite(db);
  return civilDateAt(now, site?.timeZone ?? 'UTC');
}
