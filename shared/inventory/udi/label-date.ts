import { addDays, isCivilDate, type CivilDate } from '../../base/civil-date.ts';

// A label may be read long after it was printed, but not a century before or after.
const WRITTEN_YEAR_REACH = 100;

/**
 * The year that two digits mean (GS1 General Specifications 7.12): 51 to 99 years ahead is the century
 * before, 50 to 99 years back the century after.
 */
export function yearOfTwoDigits(twoDigits: number, nowYear: number): number {
  const gap = twoDigits - (nowYear % 100);
  const century = nowYear - (nowYear % 100);
  if (gap >= 51) return century - 100 + twoDigits;
  if (gap <= -50) return century + 100 + twoDigits;
  return century + twoDigits;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

function dayOf(year: number, month: number, day: number): CivilDate | null {
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isCivilDate(date) ? date : null;
}

function lastDayOf(year: number, month: number): CivilDate | null {
  const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return dayOf(year, month, 1) === null || next === null ? null : addDays(next, -1);
}

function dayOfYear(year: number, day: number): CivilDate | null {
  const date = day >= 1 && day <= 366 ? addDays(`${pad(year, 4)}-01-01`, day - 1) : null;
  return date !== null && date.startsWith(pad(year, 4)) ? date : null;
}

function isNear(year: number, nowYear: number): boolean {
  return Math.abs(year - nowYear) <= WRITTEN_YEAR_REACH;
}

/** `YYMMDD`; day 00 is the last day of the month where the label may leave the day open. */
export function dateOfYymmdd(
  text: string,
  nowYear: number,
  mayLeaveDayOpen = false,
): CivilDate | null {
  const year = yearOfTwoDigits(Number(text.slice(0, 2)), nowYear);
  const month = Number(text.slice(2, 4));
  const day = text.slice(4, 6);
  return day === '00' && mayLeaveDayOpen ? lastDayOf(year, month) : dayOf(year, month, Number(day));
}

/** `MMYY`: the last day of that month. */
export function dateOfMmyy(text: string, nowYear: number): CivilDate | null {
  return lastDayOf(yearOfTwoDigits(Number(text.slice(2, 4)), nowYear), Number(text.slice(0, 2)));
}

export function dateOfMmddyy(text: string, nowYear: number): CivilDate | null {
  return dateOfYymmdd(text.slice(4, 6) + text.slice(0, 4), nowYear);
}

/** `YYJJJ`: year and day of the year, 001 to 365 or 366. */
export function dateOfYyjjj(text: string, nowYear: number): CivilDate | null {
  return dayOfYear(yearOfTwoDigits(Number(text.slice(0, 2)), nowYear), Number(text.slice(2, 5)));
}

/** `YYYYMMDD`, within a century of now. */
export function dateOfYyyymmdd(text: string, nowYear: number): CivilDate | null {
  const year = Number(text.slice(0, 4));
  const date = dayOf(year, Number(text.slice(4, 6)), Number(text.slice(6, 8)));
  return isNear(year, nowYear) ? date : null;
}

/** `cyyjjj`: the year without its thousand, and the day of the year; the year nearest to now is meant. */
export function dateOfCyyjjj(text: string, nowYear: number): CivilDate | null {
  const short = Number(text.slice(0, 3));
  const gap = ((short - (nowYear % 1000) + 1500) % 1000) - 500;
  const year = nowYear + gap;
  return isNear(year, nowYear) ? dayOfYear(year, Number(text.slice(3, 6))) : null;
}

/** True for `00` to `23`, and with minutes for `0000` to `2359`. */
export function isClockTime(text: string): boolean {
  return /^([01]\d|2[0-3])([0-5]\d)?$/.test(text);
}
