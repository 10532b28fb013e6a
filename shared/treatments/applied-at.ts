import type { CivilDate } from '../base/civil-date.ts';
import { dayShownAt, offsetMinutesOf, shownAt } from '../base/local-instant.ts';

/** An instant in UTC, and the offset east of it that clocks showed, where that was said. */
export type AppliedAt = {
  readonly appliedAt: string | null;
  readonly appliedOffsetMinutes: number | null;
};

/** The instant as it is kept; `before` is what stood there, whose offset stays with the same instant. */
export function keptAppliedAt(typed: string | null, before: AppliedAt | null): AppliedAt {
  if (typed === null) return { appliedAt: null, appliedOffsetMinutes: null };
  const appliedAt = new Date(typed).toISOString();
  const kept = before?.appliedAt === appliedAt ? before.appliedOffsetMinutes : null;
  return { appliedAt, appliedOffsetMinutes: offsetMinutesOf(typed) ?? kept };
}

/** The time of day, `HH:MM`, that clocks showed at the bedside; empty where it was not said. */
export function appliedTime({ appliedAt, appliedOffsetMinutes }: AppliedAt): string {
  return appliedAt === null ? '' : shownAt(appliedAt, appliedOffsetMinutes ?? 0).time;
}

/** Why a treatment cannot have been at that time, in words; null when it can, or when none was said. */
export function appliedAtProblem(
  { appliedAt, appliedOffsetMinutes }: AppliedAt,
  dateApplied: CivilDate,
  site: { readonly timeZone: string; readonly now: Date },
): string | null {
  if (appliedAt === null) return null;
  if (Date.parse(appliedAt) > site.now.getTime()) return 'is in the future';
  const day = dayShownAt(appliedAt, appliedOffsetMinutes, site.timeZone);
  return day === dateApplied ? null : `is on ${day}, not on the day of the treatment`;
}
