import type { CivilDate } from '../base/civil-date.ts';
import type { Occurrence, OccurrenceState } from './course.ts';

/** The due day of a step that is to be met next. */
export type DueStep = {
  readonly stepId: string;
  readonly dueOn: CivilDate;
  /** The first day since which the step was not done; null where it is not late. */
  readonly overdueSince: CivilDate | null;
  /** True when it is due today or before. */
  readonly isDue: boolean;
};

const openStates: readonly OccurrenceState[] = ['upcoming', 'due', 'overdue'];

/** Says whether an occurrence still waits for something to be done. */
export function isOpen({ state }: Pick<Occurrence, 'state'>): boolean {
  return openStates.includes(state);
}

/**
 * What is next of each step, the longest overdue first. A step that was missed stays due until it is
 * done or its reason is given, also before its next day.
 */
export function nextDueSteps(course: readonly Occurrence[]): readonly DueStep[] {
  const byStep = Map.groupBy(course, ({ stepId }) => stepId);
  return [...byStep.values()]
    .flatMap((occurrences) => {
      const at = occurrences.findIndex(isOpen);
      const next = occurrences[at];
      return next ? [dueStepOf(next, occurrences.slice(0, at))] : [];
    })
    .toSorted(
      (one, other) =>
        compareText(sortDayOf(one), sortDayOf(other)) || compareText(one.stepId, other.stepId),
    );
}

function dueStepOf(next: Occurrence, before: readonly Occurrence[]): DueStep {
  const lastMet = before.findLastIndex(({ state }) => state !== 'missed');
  const missed = before[lastMet + 1];
  const overdueSince = missed?.dueOn ?? (next.state === 'overdue' ? next.dueOn : null);
  const isDue = overdueSince !== null || next.state === 'due';
  return { stepId: next.stepId, dueOn: next.dueOn, overdueSince, isDue };
}

function sortDayOf({ overdueSince, dueOn }: DueStep): CivilDate {
  return overdueSince ?? dueOn;
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
