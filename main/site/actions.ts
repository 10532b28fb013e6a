import { type CivilDate, civilDateAt } from '../../shared/base/civil-date.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectSite } from './store.ts';

/** The site's time zone (IANA name); UTC before the site is set up. */
export async function siteTimeZone(db: ReadonlyDb): Promise<string> {
  const site = await selectSite(db);
  return site?.timeZone ?? 'UTC';
}

/** The day it is at the site, by its own calendar; UTC's before the site is set up. */
export async function todayAtSite(db: ReadonlyDb, now: Date): Promise<CivilDate> {
  return civilDateAt(now, await siteTimeZone(db));
}

/** How long somebody may leave the screen alone before it locks; two minutes before the site is set up. */
export async function idleLimitMs(db: ReadonlyDb): Promise<number> {
  const site = await selectSite(db);
  return (site?.idleLockSeconds ?? 120) * 1000;
}
