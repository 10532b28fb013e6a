import {
  areaReductionPercent,
  baselineOf,
  CHECKPOINT_WINDOW_DAYS,
  checkpointAt,
  type SizePoint,
} from '../assessments/area-reduction.ts';
import { addDays, type CivilDate, toDayNumber } from '../base/civil-date.ts';
import { type DeviationKind, isExpected } from './deviation.ts';
import type { ProductKind } from './product-kind.ts';
import type { ProtocolContent } from './protocol.ts';
import { type ScheduledStep, scheduledSteps, type Slot, slotsUntil } from './schedule.ts';

/** What was done at a wound and is not voided. */
export type Act =
  | {
      readonly kind: 'treatment';
      readonly on: CivilDate;
      readonly productId: string;
      readonly productKinds: readonly ProductKind[];
    }
  | { readonly kind: 'assessment'; readonly on: CivilDate };

/** What somebody said about one due day of a step: why it was not done as written, or that they reviewed. */
export type RunEntry = {
  readonly kind: 'deviation' | 'review';
  readonly stepId: string;
  readonly dueOn: CivilDate;
  /** The day on which it was said. */
  readonly on: CivilDate;
  /** Of a deviation; null where nobody was asked yet. */
  readonly deviation: DeviationKind | null;
};

export type ProtocolRun = {
  readonly content: ProtocolContent;
  readonly startedOn: CivilDate;
  /** The day it was stopped or the episode of care ended; null while it runs. */
  readonly endedOn: CivilDate | null;
  readonly acts: readonly Act[];
  /** Measured sizes of the wound, the oldest first. */
  readonly sizes: readonly SizePoint[];
  readonly entries: readonly RunEntry[];
};

export const occurrenceStates = [
  'upcoming',
  'due',
  'overdue',
  'inTime',
  'late',
  'missed',
  'deviated',
] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

/** One due day of a step and what became of it. */
export type Occurrence = {
  readonly stepId: string;
  readonly dueOn: CivilDate;
  /** From this day on, what is done counts for it. */
  readonly opensOn: CivilDate;
  readonly state: OccurrenceState;
  readonly fulfilledOn: CivilDate | null;
  /** How it was deviated from, where somebody said; else null. */
  readonly deviation: DeviationKind | null;
};

/**
 * Every due day of a protocol on a wound until `today`, step by step, with the next one of each while
 * it runs. The first act in the time of a due day fulfils it; an act fulfils a step once at most.
 */
export function courseOf(run: ProtocolRun, today: CivilDate): readonly Occurrence[] {
  const lastOn = run.endedOn !== null && run.endedOn < today ? run.endedOn : today;
  return scheduledSteps(run.content).flatMap((step) => {
    const fulfilling = daysThatFulfil(step, run, lastOn);
    const slots = slotsUntil(step, toDayNumber(lastOn) - toDayNumber(run.startedOn));
    const occurrences = slots.flatMap(
      (slot) => occurrenceOf({ step, slot, run, lastOn, fulfilling }) ?? [],
    );
    const next = occurrences.findIndex(({ state }) => state === 'upcoming');
    return next < 0 ? occurrences : occurrences.slice(0, next + 1);
  });
}

type Given = {
  readonly step: ScheduledStep;
  readonly slot: Slot;
  readonly run: ProtocolRun;
  readonly lastOn: CivilDate;
  readonly fulfilling: readonly Fulfilling[];
};

function occurrenceOf({ step, slot, run, lastOn, fulfilling }: Given): Occurrence | null {
  const dueOn = addDays(run.startedOn, slot.dueDay);
  const opensOn = addDays(run.startedOn, slot.opensDay);
  const closesOn = slot.closesDay === null ? null : addDays(run.startedOn, slot.closesDay);
  const inTimeUntil = addDays(dueOn, step.toleranceDays);
  const of = { stepId: step.id, dueOn, opensOn, deviation: null };
  const deviated = run.entries.find(
    (entry) => entry.kind === 'deviation' && entry.stepId === step.id && entry.dueOn === dueOn,
  );
  if (deviated)
    return { ...of, state: 'deviated', fulfilledOn: null, deviation: deviated.deviation };
  const done = fulfilling.find(
    ({ on, forDueOn }) =>
      on >= opensOn &&
      (closesOn === null || on <= closesOn) &&
      (forDueOn === null || forDueOn === dueOn),
  );
  if (done) {
    const state = done.on <= inTimeUntil ? 'inTime' : 'late';
    return { ...of, state, fulfilledOn: done.on };
  }
  const open = { ...of, fulfilledOn: null };
  // What still had time when the protocol ended was never asked for.
  if (run.endedOn !== null) return inTimeUntil < lastOn ? { ...open, state: 'missed' } : null;
  if (closesOn !== null && closesOn < lastOn) return { ...open, state: 'missed' };
  if (dueOn > lastOn) return { ...open, state: 'upcoming' };
  return { ...open, state: dueOn === lastOn ? 'due' : 'overdue' };
}

/** A day on which a step was done; `forDueOn` where it was said for which due day. */
type Fulfilling = { readonly on: CivilDate; readonly forDueOn: CivilDate | null };

function daysThatFulfil(
  step: ScheduledStep,
  run: ProtocolRun,
  lastOn: CivilDate,
): readonly Fulfilling[] {
  const days =
    step.kind === 'review' ? reviewsOf(step, run) : actsOf(step, run).map(({ on }) => asDone(on));
  return days
    .filter(({ on }) => on <= lastOn)
    .toSorted((one, other) => toDayNumber(one.on) - toDayNumber(other.on));
}

function asDone(on: CivilDate): Fulfilling {
  return { on, forDueOn: null };
}

function actsOf(step: ScheduledStep, { acts }: ProtocolRun): readonly Act[] {
  return acts.filter((act) =>
    act.kind === 'treatment' ? isExpected(step, act) : act.kind === step.kind,
  );
}

function reviewsOf(step: ScheduledStep, run: ProtocolRun): readonly Fulfilling[] {
  const said = run.entries
    .filter(({ kind, stepId }) => kind === 'review' && stepId === step.id)
    .map(({ on, dueOn }) => ({ on, forDueOn: dueOn }));
  if (step.reviewPoint === null) return said;
  const reading = reductionAt(run, step.reviewPoint.week);
  if (reading === null || reading.percent < step.reviewPoint.leastReductionPercent) return said;
  // A wound that closed earlier needs no review either once its week has come.
  const opensOn = addDays(run.startedOn, step.firstDueDay - step.toleranceDays);
  return [...said, asDone(reading.on < opensOn ? opensOn : reading.on)];
}

/** A reduction in percent, by the size measured on a day. */
export type Reduction = { readonly on: CivilDate; readonly percent: number };

/**
 * The reduction a number of weeks after the protocol began, by sizes of one method: that of the size
 * it counts from, which is the newest of the week before it began or else the first after.
 */
export function reductionAt(
  { sizes, startedOn }: Pick<ProtocolRun, 'sizes' | 'startedOn'>,
  week: number,
): Reduction | null {
  const recent = sizes.filter(
    ({ assessedOn, areaMm2 }) =>
      areaMm2 > 0 && assessedOn >= addDays(startedOn, -CHECKPOINT_WINDOW_DAYS),
  );
  const start = recent.findLast(({ assessedOn }) => assessedOn <= startedOn) ?? recent[0];
  if (!start) return null;
  const curve = sizes.filter(
    ({ assessedOn, method }) => assessedOn >= start.assessedOn && method === start.method,
  );
  const point = checkpointAt(asIfFrom(startedOn, curve), week)?.point;
  const baseline = baselineOf(curve);
  const percent = point && baseline && areaReductionPercent(baseline.areaMm2, point.areaMm2);
  // The size it counts from says nothing of how the wound did since.
  if (!point || point.id === curve[0]?.id || typeof percent !== 'number') return null;
  return { on: point.assessedOn, percent };
}

/** The weeks count from the day the protocol began, whenever the size it counts from was measured. */
function asIfFrom(startedOn: CivilDate, curve: readonly SizePoint[]): readonly SizePoint[] {
  const [first, ...later] = curve;
  return first ? [{ ...first, assessedOn: startedOn }, ...later] : [];
}

/** Days from a due day to a later one. */
export function daysOverdue(dueOn: CivilDate, today: CivilDate): number {
  return Math.max(0, toDayNumber(today) - toDayNumber(dueOn));
}
