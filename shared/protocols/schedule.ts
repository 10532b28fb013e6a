import { CHECKPOINT_WINDOW_DAYS } from '../assessments/area-reduction.ts';
import type { ProtocolContent, ProtocolStep, ReviewPoint } from './protocol.ts';

/** The step that stands for the assessment interval. */
export const ASSESSMENT_INTERVAL_STEP = 'assessmentInterval';

/** What a protocol asks for over time: its steps, its assessment interval and its review points. */
export type ScheduledStep = ProtocolStep & {
  /** Days around its day that count as in time, small enough that no two of a step overlap. */
  readonly toleranceDays: number;
  /** The reduction that makes a review needless; null for everything but review points. */
  readonly reviewPoint: ReviewPoint | null;
};

const nothingExpected = { expectedKinds: [], expectedSkus: [] };

/** Every step of a protocol with the interval and the review points as steps, in reading order. */
export function scheduledSteps(content: ProtocolContent): readonly ScheduledStep[] {
  const { steps, assessmentIntervalDays, reviewPoints, toleranceDays } = content;
  const own = steps.map((step) => ({
    ...step,
    toleranceDays: toleranceWithin(toleranceDays, step.repeatsEveryDays),
    reviewPoint: null,
  }));
  const interval =
    assessmentIntervalDays === null ? [] : [intervalStep(assessmentIntervalDays, toleranceDays)];
  return [...own, ...interval, ...reviewPoints.map(reviewStep)];
}

function toleranceWithin(toleranceDays: number, repeatsEveryDays: number | null): number {
  if (repeatsEveryDays === null) return toleranceDays;
  return Math.min(toleranceDays, Math.floor((repeatsEveryDays - 1) / 2));
}

function intervalStep(everyDays: number, toleranceDays: number): ScheduledStep {
  return {
    id: ASSESSMENT_INTERVAL_STEP,
    instruction: 'Assess and measure the wound',
    kind: 'assessment',
    ...nothingExpected,
    firstDueDay: everyDays,
    repeatsEveryDays: everyDays,
    untilDay: null,
    toleranceDays: toleranceWithin(toleranceDays, everyDays),
    reviewPoint: null,
  };
}

function reviewStep(point: ReviewPoint): ScheduledStep {
  const { week, leastReductionPercent } = point;
  return {
    id: `reviewWeek${week}`,
    instruction: `Week ${week}: review unless the area is at least ${leastReductionPercent} % smaller`,
    kind: 'review',
    ...nothingExpected,
    firstDueDay: week * 7,
    repeatsEveryDays: null,
    untilDay: null,
    // A size stands for a week within this window, wherever it is shown.
    toleranceDays: CHECKPOINT_WINDOW_DAYS,
    reviewPoint: point,
  };
}

/** The time in which one due day of a step can be met, in days since the protocol began. */
export type Slot = {
  readonly dueDay: number;
  readonly opensDay: number;
  /** The last day before the next one takes over; null where none follows. */
  readonly closesDay: number | null;
};

/** The slots of a step that have opened by `lastDay`, and the first one after it. No two share a day. */
export function slotsUntil(step: ScheduledStep, lastDay: number): readonly Slot[] {
  const { firstDueDay, repeatsEveryDays, untilDay, toleranceDays } = step;
  if (repeatsEveryDays === null)
    return [
      { dueDay: firstDueDay, opensDay: Math.max(0, firstDueDay - toleranceDays), closesDay: null },
    ];
  const end = untilDay ?? Number.POSITIVE_INFINITY;
  const slots: Slot[] = [];
  for (let dueDay = firstDueDay; dueDay <= end; dueDay += repeatsEveryDays) {
    const next = dueDay + repeatsEveryDays;
    const closesDay = next <= end ? next - toleranceDays - 1 : null;
    const opensDay = Math.max(0, dueDay - toleranceDays);
    slots.push({ dueDay, opensDay, closesDay });
    if (opensDay > lastDay) break;
  }
  return slots;
}
