import { type CivilDate, isCivilDate, toDayNumber } from '../base/civil-date.ts';

/** A day or two are how a clinic catches up; beyond that somebody should look twice. */
const USUAL_DAYS = 2;

/**
 * Whole days between a treatment and the site's day when that is unusually long; 0 when it is not, or
 * when the date is not a day yet.
 */
export function lateEntryDays(dateApplied: string, today: CivilDate): number {
  if (!isCivilDate(dateApplied)) return 0;
  const days = toDayNumber(today) - toDayNumber(dateApplied);
  return days > USUAL_DAYS ? days : 0;
}
