import { daysBetween } from '../assessments/area-reduction.ts';
import type { CivilDate } from '../base/civil-date.ts';

/** Care that is documented here before the first skin substitute of an episode. */
export type ConservativeCare = {
  /** The first treatment without a skin substitute; null where none is documented. */
  readonly firstOn: CivilDate | null;
  /** The day of the first application, or the day that is asked about. */
  readonly untilOn: CivilDate;
  /** Whole weeks from the one to the other. */
  readonly weeks: number;
  /** In how many of those weeks a treatment is documented: gaps show. */
  readonly weeksWithTreatment: number;
};

/** Counts the care from the first treatment that is no skin substitute until `untilOn`. */
export function conservativeCareOf(
  treatedOn: readonly CivilDate[],
  untilOn: CivilDate,
): ConservativeCare {
  const days = treatedOn.filter((day) => day < untilOn).toSorted();
  const [firstOn] = days;
  if (firstOn === undefined) return { firstOn: null, untilOn, weeks: 0, weeksWithTreatment: 0 };
  const weeks = Math.floor(daysBetween(firstOn, untilOn) / 7);
  const treated = new Set(days.map((day) => Math.floor(daysBetween(firstOn, day) / 7)));
  const weeksWithTreatment = [...treated].filter((week) => week < weeks).length;
  return { firstOn, untilOn, weeks, weeksWithTreatment };
}
