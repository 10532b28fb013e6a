import type { BillingBatch, ExportForm } from '../../shared/billing/contract.ts';
import { formatCount } from '../ui/format.ts';

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
