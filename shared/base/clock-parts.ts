// Making a formatter costs more than using it, and a chart shows hundreds of instants.
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

function clockOf(timeZone: string | undefined): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-CA', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Day and time of day, as `2026-03-04` and `14:02`. */
export type ClockParts = { readonly date: string; readonly time: string };

/**
 * An ISO 8601 instant on the clocks of `timeZone` (IANA name), left out on those of this computer; null
 * for a text that is no instant.
 */
export function clockParts(iso: string, timeZone: string | undefined): ClockParts | null {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return null;
  const parts = clockOf(timeZone).formatToParts(instant);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}
