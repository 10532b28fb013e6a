import { type CivilDate, civilDateAt } from '../base/civil-date.ts';

/** An instant in UTC, and the offset east of it that clocks showed, where that was said. */
export type AssessedAt = {
  readonly assessedAt: string | null;
  readonly assessedOffsetMinutes: number | null;
};

/** Minutes east of UTC at the end of an ISO instant; null for "Z", which says no local time. */
export function offsetMinutesOf(instant: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(instant) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The instant as it is kept; `before` is what stood there, whose offset stays with the same instant. */
export function keptInstant(typed: string | null, before: AssessedAt | null = null): AssessedAt {
  if (typed === null) return { assessedAt: null, assessedOffsetMinutes: null };
  const assessedAt = new Date(typed).toISOString();
  const kept = before?.assessedAt === assessedAt ? before.assessedOffsetMinutes : null;
  return { assessedAt, assessedOffsetMinutes: offsetMinutesOf(typed) ?? kept };
}

const MINUTE_MS = 60_000;

/** The day that clocks showed: by the offset, or where none was said by the site's time zone. */
function dayOf(instant: AssessedAt & { readonly assessedAt: string }, timeZone: string): CivilDate {
  const { assessedAt, assessedOffsetMinutes: offset } = instant;
  if (offset === null) return civilDateAt(new Date(assessedAt), timeZone);
  return new Date(Date.parse(assessedAt) + offset * MINUTE_MS).toISOString().slice(0, 10);
}

/** Why the time of an assessment cannot be, in words; null when it can, or when none was said. */
export function assessedAtProblem(
  { assessedAt, ...instant }: AssessedAt,
  assessedOn: CivilDate,
  site: { readonly timeZone: string; readonly now: Date },
): string | null {
  if (assessedAt === null) return null;
  if (Date.parse(assessedAt) > site.now.getTime())
    return 'The time of the assessment is in the future. Check the time.';
  const day = dayOf({ assessedAt, ...instant }, site.timeZone);
  return day === assessedOn
    ? null
    : `The time of the assessment is on ${day}, and its day is ${assessedOn}. Check both.`;
}
