import { addDays, type CivilDate, isCivilDate } from '../../shared/base/civil-date.ts';
import type { BillingBatch, ExportForm } from '../../shared/billing/contract.ts';
import { formatCivilDate, formatCount } from '../ui/format.ts';

/** Treatments from `fromOn` to `toOn`, both days included. */
export type BillingRange = { readonly fromOn: CivilDate; readonly toOn: CivilDate };

/** The first and the last day of the month that `day` is in. */
export function monthOf(day: CivilDate): BillingRange {
  const fromOn = `${day.slice(0, 8)}01`;
  const inNextMonth = addDays(fromOn, 31);
  return { fromOn, toOn: addDays(`${inNextMonth.slice(0, 8)}01`, -1) };
}

/** The month before the one that `day` is in. */
export function monthBefore(day: CivilDate): BillingRange {
  return monthOf(addDays(monthOf(day).fromOn, -1));
}

/** Why a range cannot be exported, at its field; null when it can. */
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
export function rangeWords({ fromOn, toOn }: BillingRange): string {
  return fromOn === toOn
    ? formatCivilDate(fromOn)
    : `${formatCivilDate(fromOn)} to ${formatCivilDate(toOn)}`;
}

/** A name that tells the range and the form, and nothing of any patient. */
export function batchFileName(
  { fromOn, toOn }: Pick<BillingBatch, 'fromOn' | 'toOn'>,
  form: ExportForm,
): string {
  return `caretrail-billing-${fromOn}-to-${toOn}-${form}.csv`;
}

/** Why there was nothing to export. */
export function nothingToExportWords(
  range: string,
  counts: { readonly alreadyExportedCount: number; readonly waitingCount: number },
): string {
  const { alreadyExportedCount, waitingCount } = counts;
  if (waitingCount > 0) return `${waitingWords(waitingCount)} Nothing else is new from ${range}.`;
  if (alreadyExportedCount === 0) return `There are no treatments to bill from ${range}.`;
  return alreadyExportedCount === 1
    ? `The one treatment from ${range} went out in an earlier batch.`
    : `All ${alreadyExportedCount} treatments from ${range} went out in earlier batches.`;
}

/** What is missing from an export until somebody signs it. */
export function waitingWords(waitingCount: number): string {
  return waitingCount === 1
    ? '1 treatment waits for a signature and is not billed until then.'
    : `${formatCount(waitingCount)} treatments wait for a signature and are not billed until then.`;
}
