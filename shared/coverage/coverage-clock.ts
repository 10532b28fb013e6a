import {
  areaReductionPercent,
  baselineOf,
  type Checkpoint,
  type SizePoint,
} from '../assessments/area-reduction.ts';
import { healingOf } from '../assessments/healing.ts';
import type { CivilDate } from '../base/civil-date.ts';
import { type ApplicationWindow, windowsOf, windowWith } from './application-window.ts';
import { type ConservativeCare, conservativeCareOf } from './conservative-care.ts';

/** A treatment of the wound in its episode of care that is not voided. */
export type CountedTreatment = {
  readonly on: CivilDate;
  readonly productName: string;
  readonly isSkinSubstitute: boolean;
};

/** Where a wound stands against what payers count. Percentages are not rounded. */
export type CoverageClock = {
  /** The skin substitutes of the episode, by day, the oldest first. */
  readonly applications: readonly {
    readonly on: CivilDate;
    readonly productNames: readonly string[];
  }[];
  /** The window of the last application; null where there was none. */
  readonly current: ApplicationWindow | null;
  /** The window with an application on the day that is asked about, which may be there already. */
  readonly asked: ApplicationWindow;
  readonly isApplied: boolean;
  readonly conservative: ConservativeCare;
  /** The newest size on or before the first application, or the day that is asked about. */
  readonly sizeBefore: SizePoint | null;
  /** From the first size of the episode to the one before the first application. */
  readonly reductionBeforePercent: number | null;
  /** From the size before the first application to the newest one. */
  readonly reductionSincePercent: number | null;
  readonly week4: Checkpoint | null;
  readonly week8: Checkpoint | null;
};

/**
 * The clock of one episode of care, for an application on the day `on`. Sizes are of the method that
 * measured most: methods are never mixed in a reduction.
 */
export function coverageClockOf(of: {
  readonly treatments: readonly CountedTreatment[];
  /** Of the episode, the oldest first. */
  readonly points: readonly SizePoint[];
  readonly windowWeeks: number | null;
  readonly on: CivilDate;
}): CoverageClock {
  const { treatments, windowWeeks, on } = of;
  const applied = treatments.filter(({ isSkinSubstitute }) => isSkinSubstitute);
  const days = applied.map((each) => each.on);
  const windows = windowsOf(days, windowWeeks);
  const firstOn = windows[0]?.startsOn ?? on;
  const curve = healingOf(of.points).curves[0];
  const points = curve?.points ?? [];
  const sizeBefore = points.findLast(({ assessedOn }) => assessedOn <= firstOn) ?? null;
  return {
    applications: byDay(applied),
    current: windows.at(-1) ?? null,
    asked: windowWith(days, on, windowWeeks),
    isApplied: days.includes(on),
    conservative: conservativeCareOf(
      treatments.filter((each) => !each.isSkinSubstitute).map((each) => each.on),
      firstOn,
    ),
    sizeBefore,
    reductionBeforePercent: reduction(baselineOf(points), sizeBefore),
    reductionSincePercent: applied.length === 0 ? null : reduction(sizeBefore, points.at(-1)),
    week4: curve?.week4 ?? null,
    week8: curve?.week8 ?? null,
  };
}

function byDay(applied: readonly CountedTreatment[]): CoverageClock['applications'] {
  return [...Map.groupBy(applied, ({ on }) => on)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([on, treatments]) => ({
      on,
      productNames: [...new Set(treatments.map(({ productName }) => productName))],
    }));
}

/** Null where either is missing, or both are the same measurement. */
function reduction(from: SizePoint | null, to: SizePoint | null | undefined): number | null {
  if (!from || !to || from.id === to.id || to.assessedOn < from.assessedOn) return null;
  return areaReductionPercent(from.areaMm2, to.areaMm2);
}
