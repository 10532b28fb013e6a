import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import type { EntryField, TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import { formatCivilDate, formatCount } from '../ui/format.ts';

export const FIELD_LABELS: Readonly<Record<EntryField, string>> = {
  line: 'Product',
  quantityUsed: 'Quantity',
  overuseReason: 'Reason for using more',
  dateApplied: 'Date applied',
  woundLocation: 'Wound location',
  diagnosis: 'Diagnosis',
  procedurePerformed: 'Procedure',
  doctorNotes: 'Notes',
  reason: 'Reason for the correction',
};

/** What is left of an order line: `3 left`, `nothing left`, `2 more than ordered`. */
export function leftInWords(remaining: number): string {
  if (remaining > 0) return `${formatCount(remaining)} left`;
  if (remaining === 0) return 'nothing left';
  return `${formatCount(-remaining)} more than ordered`;
}

/** A day, marked when it is the site's own today. */
export function dayInWords(date: string, today: string): string {
  return date === today ? `today, ${formatCivilDate(date)}` : formatCivilDate(date);
}

/** What is about to be saved, in one line. */
export function entryInWords(
  entry: TreatmentEntry,
  { line, today }: { readonly line: LineChoice | null; readonly today: string },
): string {
  const product = `${entry.quantityUsed ?? '?'} × ${line?.productName ?? 'no product'}`;
  return [
    product,
    line && `order ${line.orderNumber}`,
    entry.woundLocation.trim(),
    dayInWords(entry.dateApplied, today),
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

/** The value of a field as it is read, empty for none. */
export function fieldInWords(
  field: EntryField,
  entry: TreatmentEntry,
  lines: readonly Pick<LineChoice, 'key' | 'productName' | 'orderNumber'>[],
): string {
  if (field === 'dateApplied') return formatCivilDate(entry.dateApplied);
  if (field !== 'line') return String(entry[field] ?? '');
  const line = lines.find(({ key }) => key === entry.line);
  return line === undefined ? entry.line : `${line.productName} (order ${line.orderNumber})`;
}
