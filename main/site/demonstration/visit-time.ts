import { toDayNumber } from '../../../shared/base/civil-date.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** What clocks in `timeZone` (IANA name) show less UTC, in milliseconds. */
function zoneOffsetMs(instantMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(instantMs);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shownMs = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
  );
  return shownMs - instantMs;
}

/**
 * The instant at which clocks in `timeZone` show this minute of a day. Within an hour of a change of
 * the clocks it may be an hour off: visits are in the daytime.
 */
export function instantAt(date: string, minuteOfDay: number, timeZone: string): Date {
  const shownMs = toDayNumber(date) * DAY_MS + minuteOfDay * MINUTE_MS;
  return new Date(shownMs - zoneOffsetMs(shownMs, timeZone));
}
