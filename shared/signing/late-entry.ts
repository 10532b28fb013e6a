import { type CivilDate, toDayNumber } from '../base/civil-date.ts';

/** The window of a site that has set no other. */
export const DEFAULT_LATE_ENTRY_HOURS = 24;
/** The shortest window that a site can set. */
export const LEAST_LATE_ENTRY_HOURS = 1;

const HOUR_MS = 3_600_000;
const HOURS_IN_DAY = 24;

/** When something was done: the day and, where it was said, the instant. */
export type Occurred = { readonly on: CivilDate; readonly at: string | null };
/** When it was recorded: the site's day, and the instant. */
export type Recorded = { readonly on: CivilDate; readonly at: Date };

/**
 * True when something was recorded more than the site's window of hours after it was done. Where only
 * the day is known, it counts as late once even the end of that day lies the window before today began.
 */
export function isLateEntry(occurred: Occurred, recorded: Recorded, windowHours: number): boolean {
  if (occurred.at !== null)
    return recorded.at.getTime() - Date.parse(occurred.at) > windowHours * HOUR_MS;
  const wholeDaysBetween = toDayNumber(recorded.on) - toDayNumber(occurred.on) - 1;
  return wholeDaysBetween > 0 && wholeDaysBetween * HOURS_IN_DAY >= windowHours;
}
