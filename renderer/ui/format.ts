import { type CivilDate, isCivilDate, weekdayOf } from '../../shared/base/civil-date.ts';
import { clockParts } from '../../shared/base/clock-parts.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-03-04` as `4 Mar 2026`; a text of another shape comes back as it is. */
export function formatCivilDate(date: CivilDate): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const month = MONTHS[Number(match?.[2]) - 1];
  if (!match || month === undefined) return date;
  return `${Number(match[3])} ${month} ${match[1]}`;
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `2026-11-22` as `Sunday, 22 Nov 2026`; empty for what is no day in the calendar. */
export function formatDayInWords(date: CivilDate): string {
  return isCivilDate(date) ? `${WEEKDAYS[weekdayOf(date)]}, ${formatCivilDate(date)}` : '';
}

/**
 * An ISO 8601 instant as `4 Mar 2026, 14:02` on the clocks of `timeZone` (IANA name), by default
 * those of this computer; a text that is no instant comes back as it is.
 */
export function formatInstant(iso: string, timeZone?: string): string {
  const parts = clockParts(iso, timeZone);
  return parts === null ? iso : `${formatCivilDate(parts.date)}, ${parts.time}`;
}

/** The time of day of an ISO 8601 instant, `14:02`, on the clocks of `timeZone`. */
export function formatTimeOfDay(iso: string, timeZone?: string): string {
  return clockParts(iso, timeZone)?.time ?? iso;
}

const COUNTS = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number with digit groups: `12,500`. */
export function formatCount(count: number): string {
  return COUNTS.format(count);
}

/** A count with its noun: `1 piece`, `3 pieces`, `2 boxes` (pass an irregular plural). */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size as disks are sold: `512 bytes`, `48 MB`, `1.2 GB`. */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const isWhole = unit === 0 || amount >= 9.95;
  return `${isWhole ? formatCount(Math.round(amount)) : amount.toFixed(1)} ${UNITS[unit]}`;
}

/** The first letters of the first and the last word of a name: `Mary Ann Lee` gives `ML`. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => /^\p{L}/u.exec(word ?? '')?.[0].toUpperCase() ?? '').join('');
}
