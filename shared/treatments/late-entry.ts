import { type CivilDate, isCivilDate, toDayNumber } from '../base/civil-date.ts';
import { DEFAULT_LATE_ENTRY_HOURS, isLateEntry } from '../signing/late-entry.ts';

/**
 * Whole days between a treatment and the site's day when saving it now makes it a late entry; 0 when it
 * does not, or when the date is not a day yet. `windowHours` is the site's.
 */
export function lateEntryDays(
  dateApplied: string,
  today: CivilDate,
  windowHours: number = DEFAULT_LATE_ENTRY_HOURS,
): number {
  if (!isCivilDate(dateApplied)) return 0;
  const occurred = { on: dateApplied, at: null };
  const recorded = { on: today, at: new Date(0) };
  if (!isLateEntry(occurred, recorded, windowHours)) return 0;
  return toDayNumber(today) - toDayNumber(dateApplied);
}
