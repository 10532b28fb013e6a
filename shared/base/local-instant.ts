import { type CivilDate, civilDateAt, isCivilDate, toDayNumber } from './civil-date.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** The time of day, `HH:MM`, that clocks in `timeZone` (IANA name) show at an instant. */
export function timeOfDayAt(instant: Date, timeZone: string): string {
  return clockOf(timeZone).format(instant);
}

/** True for a time of day as `HH:MM`, 00:00 to 23:59. */
export function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function localMinutes(day: CivilDate, time: string): number {
  return toDayNumber(day) * DAY_MINUTES + Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Minutes by which clocks in a zone are ahead of UTC at an instant of whole minutes. */
function offsetMinutesAt(instantMs: number, timeZone: string): number {
  const instant = new Date(instantMs);
  const shown = localMinutes(civilDateAt(instant, timeZone), timeOfDayAt(instant, timeZone));
  return shown - Math.floor(instantMs / MINUTE_MS);
}

function offsetInWords(minutes: number): string {
  const part = (count: number) => String(count).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${part(Math.floor(size / 60))}:${part(size % 60)}`;
}

/** Minutes east of UTC at the end of an ISO instant; null for "Z", which says no local time. */
export function offsetMinutesOf(instant: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(instant) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** An instant as clocks that many minutes east of UTC show it; in UTC where none is said (null). */
export function instantAtOffset(instant: string, offsetMinutes: number | null): string {
  if (offsetMinutes === null) return new Date(instant).toISOString();
  const shown = new Date(Date.parse(instant) + offsetMinutes * MINUTE_MS).toISOString();
  return `${shown.slice(0, -1)}${offsetInWords(offsetMinutes)}`;
}

/** The day, `YYYY-MM-DD`, and time of day, `HH:MM`, on clocks that many minutes east of UTC. */
export function shownAt(instant: string, offsetMinutes: number) {
  const shown = new Date(Date.parse(instant) + offsetMinutes * MINUTE_MS).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** The day that clocks showed: by the offset, or where none was said (null) by the time zone. */
export function dayShownAt(
  instant: string,
  offsetMinutes: number | null,
  timeZone: string,
): CivilDate {
  return offsetMinutes === null
    ? civilDateAt(new Date(instant), timeZone)
    : shownAt(instant, offsetMinutes).day;
}

/**
 * The instant at which clocks in `timeZone` show that day and time, with the offset they show:
 * `2026-03-04T14:02:00-05:00`. Of a time that comes twice it is the first; null for one that clocks
 * skip, and for what is no day or time.
 */
export function localInstant(day: CivilDate, time: string, timeZone: string): string | null {
  if (!isCivilDate(day) || !isTimeOfDay(time)) return null;
  const local = localMinutes(day, time);
  const offsets = [-1, 1].map((before) =>
    offsetMinutesAt((local + before * DAY_MINUTES) * MINUTE_MS, timeZone),
  );
  const fitting = offsets
    .filter((offset) => offsetMinutesAt((local - offset) * MINUTE_MS, timeZone) === offset)
    .toSorted((one, other) => other - one);
  const [offset] = fitting;
  return offset === undefined ? null : `${day}T${time}:00${offsetInWords(offset)}`;
}
