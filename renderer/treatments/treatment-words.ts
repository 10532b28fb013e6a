import { apart } from '../../shared/base/apart.ts';
import { concernInWords } from '../../shared/safety/concern.ts';
import type { LineChoice } from '../../shared/treatments/order-choice.ts';
import type { EntryField, TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
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
  concernReasons: 'Reason to go on',
  dateApplied: 'Date applied',
  woundId: 'Wound',
  woundLocation: 'Wound location',
  diagnosis: 'Diagnosis',
  procedurePerformed: 'Procedure',
  doctorNotes: 'Notes',
  lotNumber: 'Lot number',
  serialNumber: 'Serial number',
  expiresOn: 'Expiry date',
  labelScans: 'Scans of the label',
  reconstitutionMaterial: 'Reconstituted with',
  reconstitutionLot: 'Lot of that',
  reconstitutionExpiresOn: 'Expiry of that',
  appliedArea: 'Applied area',
  discardedArea: 'Discarded area',
  discardReason: 'Reason for discarding',
  appliedTime: 'Time applied',
  performedBy: 'Performed by',
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
    `${formatCount(record.quantityUsed)} × ${apart(record.productName)}`,
    formatCivilDate(record.dateApplied),
    `recorded by ${apart(record.recordedByName)}, ${recordedAt(record, timeZone)}`,
  ].join(' · ');
}

/** What the ids of a treatment stand for. */
export type NamesAround = {
  readonly wounds: readonly Pick<Wound, 'id' | 'woundNumber' | 'location'>[];
  readonly people: readonly { readonly userId: string; readonly displayName: string }[];
};

/** A wound as people say it: `Wound 2 · Left heel, plantar`. */
export function woundInWords(wound: NamesAround['wounds'][number]): string {
  return `Wound ${wound.woundNumber} · ${wound.location}`;
}

/** The wound, or the words for the place where none is named. */
function placeInWords(entry: TreatmentEntry, { wounds }: Pick<NamesAround, 'wounds'>): string {
  const wound = wounds.find(({ id }) => id === entry.woundId);
  return wound === undefined ? entry.woundLocation.trim() : woundInWords(wound);
}

function productInWords(line: Pick<LineChoice, 'productName' | 'orderNumber'>): string {
  const order = line.orderNumber === null ? 'on no order' : `order ${line.orderNumber}`;
  return `${apart(line.productName)} (${order})`;
}

type AroundEntry = NamesAround & {
  readonly line: LineChoice | null;
  readonly today: string;
};

/** What is about to be saved, under the words by which people ask for it. */
export function entryInLines(entry: TreatmentEntry, { line, today, ...names }: AroundEntry) {
  const around = { ...names, choices: [] };
  const day = formatDayInWords(entry.dateApplied);
  const time = entry.appliedTime === '' ? '' : `, ${entry.appliedTime}`;
  const when = entry.dateApplied === today ? `Today, ${day}${time}` : `${day}${time}`;
  const optional = [
    { key: 'lot', label: 'Lot', value: fieldInWords('lotNumber', entry, around) },
    { key: 'serial', label: 'Serial', value: entry.serialNumber },
    { key: 'expiry', label: 'Expires', value: fieldInWords('expiresOn', entry, around) },
    { key: 'applied', label: 'Applied', value: fieldInWords('appliedArea', entry, around) },
    { key: 'discarded', label: 'Discarded', value: fieldInWords('discardedArea', entry, around) },
    { key: 'discardReason', label: 'Why discarded', value: entry.discardReason },
    { key: 'by', label: 'By', value: fieldInWords('performedBy', entry, around) },
    { key: 'diagnosis', label: 'Diagnosis', value: entry.diagnosis },
    { key: 'procedure', label: 'Procedure', value: entry.procedurePerformed },
    { key: 'note', label: 'Note', value: entry.doctorNotes },
  ];
  return [
    { key: 'product', label: 'Product', value: line && productInWords(line) },
    { key: 'quantity', label: 'Quantity', value: entry.quantityUsed },
    { key: 'where', label: 'Where', value: placeInWords(entry, names) },
    { key: 'when', label: 'When', value: when },
    ...optional.filter(({ value }) => value.trim() !== ''),
  ];
}

type AroundField = Partial<NamesAround> & {
  readonly choices: readonly Pick<LineChoice, 'key' | 'productName' | 'orderNumber'>[];
};

function personInWords(entry: TreatmentEntry, people: NamesAround['people']): string {
  if (entry.performedBy === '') return '';
  const person = people.find(({ userId }) => userId === entry.performedBy);
  return person?.displayName ?? 'Somebody else';
}

function reasonsInWords({ concernReasons }: TreatmentEntry): string {
  return concernReasons
    .filter(({ reason }) => reason.trim() !== '')
    .map((each) => `${concernInWords(each)}: ${apart(each.reason)}`)
    .join('; ');
}

const PICTURES_FROM = 0x24_00;

/** Scans as they came; for a control character, such as the one between elements, stands its picture. */
export function scansInWords(scans: readonly string[]): string {
  const pictureOf = (control: string) =>
    String.fromCodePoint(PICTURES_FROM + (control.codePointAt(0) ?? 0));
  return scans.map((scan) => scan.replaceAll(/\p{Cc}/gu, pictureOf)).join(' · ');
}

/**
 * The value of a field as it is read, empty for none. Without names a wound is read by the words that the
 * record keeps, and a person as somebody.
 */
export function fieldInWords(
  field: EntryField,
  entry: TreatmentEntry,
  { choices, wounds = [], people = [] }: AroundField,
): string {
  if (field === 'concernReasons') return reasonsInWords(entry);
  if (field === 'labelScans') return scansInWords(entry.labelScans);
  const value = String(entry[field] ?? '').trim();
  if (value === '') return '';
  if (field === 'dateApplied' || field === 'expiresOn' || field === 'reconstitutionExpiresOn')
    return formatCivilDate(entry[field]);
  if (field === 'woundId') return placeInWords(entry, { wounds });
  if (field === 'performedBy') return personInWords(entry, people);
  if (field === 'appliedArea' || field === 'discardedArea') return `${value} cm²`;
  if (field !== 'line') return String(entry[field] ?? '');
  const line = choices.find(({ key }) => key === entry.line);
  return line === undefined ? value : productInWords(line);
}
