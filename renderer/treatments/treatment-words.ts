import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import type { EntryField, TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import {
  formatCivilDate,
  formatCount,
  formatDayInWords,
  formatInstant,
  formatQuantity,
} from '../ui/format.ts';

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

/** How long ago a treatment was that is written down late. */
export function lateInWords(days: number): string {
  return `${formatQuantity(days, 'day')} ago – a late entry`;
}

type RecordWords = Pick<
  TreatmentRecord,
  'quantityUsed' | 'productName' | 'dateApplied' | 'createdAt' | 'recordedByName'
>;

/** When a record was written: the time alone for what was recorded on the day it was done. */
export function recordedAt(
  { createdAt, dateApplied }: Pick<RecordWords, 'createdAt' | 'dateApplied'>,
  timeZone: string,
): string {
  const full = formatInstant(createdAt, timeZone);
  const sameDay = `${formatCivilDate(dateApplied)}, `;
  return full.startsWith(sameDay) ? full.slice(sameDay.length) : full;
}

/** Which record it is: what, when, and who wrote it down. */
export function recordInWords(record: RecordWords, timeZone: string): string {
  return [
    `${formatCount(record.quantityUsed)} × ${record.productName}`,
    formatCivilDate(record.dateApplied),
    `recorded by ${record.recordedByName}, ${recordedAt(record, timeZone)}`,
  ].join(' · ');
}

/** What is about to be saved, under the words by which people ask for it. */
export function entryInLines(
  entry: TreatmentEntry,
  { line, today }: { readonly line: LineChoice | null; readonly today: string },
) {
  const day = formatDayInWords(entry.dateApplied);
  const product = line && `${line.productName} (order ${line.orderNumber})`;
  const optional = [
    { key: 'diagnosis', label: 'Diagnosis', value: entry.diagnosis },
    { key: 'procedure', label: 'Procedure', value: entry.procedurePerformed },
    { key: 'note', label: 'Note', value: entry.doctorNotes },
  ];
  return [
    { key: 'product', label: 'Product', value: product },
    { key: 'quantity', label: 'Quantity', value: entry.quantityUsed },
    { key: 'where', label: 'Where', value: entry.woundLocation.trim() },
    { key: 'when', label: 'When', value: entry.dateApplied === today ? `Today, ${day}` : day },
    ...optional.filter(({ value }) => value.trim() !== ''),
  ];
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
