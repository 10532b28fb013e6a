import { changeInWords } from '../../shared/base/size-words.ts';
import { isTooFew, type OutcomeRow } from '../../shared/outcomes/outcome-row.ts';
import { formatCount, formatQuantity } from '../ui/format.ts';

type Figures = OutcomeRow['week4'];
type Share = OutcomeRow['closedBy12'];

/** What stands in the place of a figure that could be chance; its parts stay on one line. */
export function tooFewInWords(count: number): string {
  return count === 0 ? 'None yet' : `Too few to say (n\u00A0=\u00A0${formatCount(count)})`;
}

function span(low: string, high: string): string {
  return `${low} to ${high}`;
}

/** `−42% (−20% to −55%), n = 34`. */
export function reductionInWords({ count, median, low, high }: Figures): string {
  if (isTooFew(count) || median === null) return tooFewInWords(count);
  const within =
    low === null || high === null ? '' : ` (${span(changeInWords(low), changeInWords(high))})`;
  return `${changeInWords(median)}${within}, n\u00A0=\u00A0${formatCount(count)}`;
}

/** `4 (3 to 6)`: of all wounds of the row. */
export function applicationsInWords({ count, median, low, high }: Figures): string {
  if (isTooFew(count) || median === null) return tooFewInWords(count);
  const within = low === null || high === null ? '' : ` (${span(String(low), String(high))})`;
  return `${median}${within}`;
}

/** `63 days (49 to 91)`; a bound that the wounds did not come to is said to be open. */
export function daysInWords({ woundCount, daysToClosure }: OutcomeRow): string {
  if (isTooFew(woundCount)) return tooFewInWords(woundCount);
  const { median, low, high } = daysToClosure;
  const bounds =
    low === null
      ? ''
      : high === null
        ? ` (${formatQuantity(low, 'day')} or more)`
        : ` (${span(String(low), String(high))})`;
  return median === null ? `Not reached${bounds}` : `${formatQuantity(median, 'day')}${bounds}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** `40% (25% to 58%), 12 of 30`. */
export function shareInWords({ count, of, low, high }: Share): string {
  if (isTooFew(of) || low === null || high === null) return tooFewInWords(of);
  return `${percent(count / of)} (${span(percent(low), percent(high))}), ${formatCount(count)} of ${formatCount(of)}`;
}

export const ETIOLOGY_NAMES: Readonly<Record<string, string>> = {
  pressure: 'Pressure injury',
  venous: 'Venous ulcer',
  arterial: 'Arterial ulcer',
  diabetic: 'Diabetic foot ulcer',
  surgical: 'Surgical wound',
  traumatic: 'Traumatic wound',
  other: 'Other wound',
};
