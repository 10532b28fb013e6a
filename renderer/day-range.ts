import { addDays, type CivilDate, isCivilDate } from '../shared/base/civil-date.ts';
import { formatCivilDate } from './ui/format.ts';

/** The days from `fromOn` to `toOn`, both included. */
export type DayRange = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

/** The first and the last day of the month that `day` is in. */
export function monthOf(day: CivilDate): DayRange {
  const fromOn = `${day.slice(0, 8)}01`;
  const inNextMonth = addDays(fromOn, 31);
  return { fromOn, toOn: addDays(`${inNextMonth.slice(0, 8)}01`, -1) };
}

/** The month before the one that `day` is in. */
export function monthBefore(day: CivilDate): DayRange {
  return monthOf(addDays(monthOf(day).fromOn, -1));
}

/** Why a range is none, at its field; null when it can. */
export function rangeProblem(range: {
  readonly fromOn: string;
  readonly toOn: string;
}): { readonly field: 'fromOn' | 'toOn'; readonly problem: string } | null {
  if (!isCivilDate(range.fromOn)) return { field: 'fromOn', problem: 'Enter the first day' };
  if (!isCivilDate(range.toOn)) return { field: 'toOn', problem: 'Enter the last day' };
  return range.fromOn <= range.toOn
    ? null
    : { field: 'toOn', problem: 'The last day is before the first' };
}

/** `1 Nov 2026 to 30 Nov 2026`, or the one day. */
export function rangeWords({ fromOn, toOn }: DayRange): string {
  return fromOn === toOn
    ? formatCivilDate(fromOn)
    : `${formatCivilDate(fromOn)} to ${formatCivilDate(toOn)}`;
}
