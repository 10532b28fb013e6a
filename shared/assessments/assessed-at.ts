import type { CivilDate } from '../base/civil-date.ts';
import { dayShownAt, offsetMinutesOf } from '../base/local-instant.ts';

/** An instant in UTC, and the offset east of it that clocks showed, where that was said. */
export type AssessedAt = {
  readonly assessedAt: string | null;
  readonly assessedOffsetMinutes: number | null;
};

/** The instant as it is kept; `before` is what stood there, whose offset stays with the same instant. */
export function keptInstant(typed: string | null, before: AssessedAt | null = null): AssessedAt {
  if (typed === null) return { assessedAt: null, assessedOffsetMinutes: null };
  const assessedAt = new Date(typed).toISOString();
  const kept = before?.assessedAt === assessedAt ? before.assessedOffsetMinutes : null;
  return { assessedAt, assessedOffsetMinutes: offsetMinutesOf(typed) ?? kept };
}

/** Why the time of an assessment cannot be, in words; null when it can, or when none was said. */
export function assessedAtProblem(
  { assessedAt, assessedOffsetMinutes }: AssessedAt,
  assessedOn: CivilDate,
  site: { readonly timeZone: string; readonly now: Date },
): string | null {
  if (assessedAt === null) return null;
  if (Date.parse(assessedAt) > site.now.getTime())
    return 'The time of the assessment is in the future. Check the time.';
  const day = dayShownAt(assessedAt, assessedOffsetMinutes, site.timeZone);
  return day === assessedOn
    ? null
    : `The time of the assessment is on ${day}, and its day is ${assessedOn}. Check both.`;
}
