import type { CivilDate } from '../base/civil-date.ts';
import type { ExportForm } from './contract.ts';

/** A name for a batch's file that tells its days and its form, and nothing about anybody. */
export function billingFileName(
  batch: { readonly fromOn: CivilDate; readonly toOn: CivilDate },
  form: ExportForm,
): string {
  return `caretrail-billing-${batch.fromOn}-to-${batch.toOn}-${form}.csv`;
}
