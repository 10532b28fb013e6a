import { areaInWords, lengthInWords } from '../../shared/base/size-words.ts';
import type { SyncReview } from '../../shared/sync/contract.ts';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { plain } from './review-words.ts';

/** One field of both sides, in words; an empty text for nothing said. */
export type ReviewLine = {
  readonly key: string;
  readonly label: string;
  readonly standing: string;
  readonly arriving: string;
};

/** What the program keeps beside a record, and no person has typed. */
const HIDDEN = new Set(
  'id version updated_at created_at recorded_at search_text patient_id recorded_by corrected_by corrected_at updated_by created_by'.split(
    ' ',
  ),
);

const LABELS: Readonly<Record<string, string>> = {
  mrn: 'MRN',
  birth_on: 'Date of birth',
  deceased_on: 'Died on',
  doctor_notes: 'Notes',
  quantity_used: 'Quantity used',
  product_id: 'Product code (SKU)',
  product_name: 'Product',
  order_id: 'Order',
  wound_id: 'Wound',
  performed_by: 'Done by',
  oedema: 'Edema',
  odour: 'Odor',
  tunnelling: 'Tunneling',
  push_score: 'PUSH score (0 to 17)',
  bwat_score: 'BWAT score (13 to 65)',
  bwat_items: 'BWAT items',
  pain_score: 'Pain (0 to 10)',
};

function labelOf(column: string): string {
  return LABELS[column] ?? plain(column.replace(/_(mm2?|percent|id)$/, ''));
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A stored value as a person reads it. */
export function valueInWords(column: string, value: unknown, timeZone: string): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return numberInWords(column, value);
  if (typeof value === 'string') return textInWords(column, value, timeZone);
  if (Array.isArray(value))
    return value.map((each) => valueInWords(column, each, timeZone)).join('; ') || 'None';
  return Object.entries(value)
    .map(([name, each]) => `${plain(name)}: ${valueInWords(name, each, timeZone)}`)
    .join(', ');
}

function numberInWords(column: string, value: number): string {
  if (column.endsWith('_mm2')) return areaInWords(value);
  if (column.endsWith('_mm')) return lengthInWords(value);
  return column.endsWith('_percent') ? `${value}%` : String(value);
}

const CODED =
  /^(sex|status|laterality|severity|kind|stage|pressure_stage|etiology|exudate_.*|oedema|odour|method)$/;

function textInWords(column: string, value: string, timeZone: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatCivilDate(value);
  if (column.endsWith('_at')) return formatInstant(value, timeZone);
  if (UUID.test(value)) return 'Another one of this chart';
  return CODED.test(column) ? plain(value) : value;
}

type Values = Readonly<Record<string, unknown>>;

function valuesOf({ rows }: SyncReview['standing'], review: SyncReview): Values | null {
  const own = rows.find(
    ({ entity, rowKey }) => entity === review.entity && rowKey === review.rowKey,
  );
  return own?.values ?? null;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/**
 * The fields in which both sides differ. A side that only says what it changed leaves the rest as it
 * stands; where there is one side alone, all that it says.
 */
export function linesOf(review: SyncReview, timeZone: string): readonly ReviewLine[] {
  const stood = valuesOf(review.standing, review);
  const came = valuesOf(review.arriving, review);
  const columns = Object.keys(came ?? stood ?? {});
  return columns
    .filter((column) => !HIDDEN.has(column))
    .filter((column) => !isSame(stood?.[column], came?.[column]))
    .map((column) => ({
      key: column,
      label: labelOf(column),
      standing: valueInWords(column, stood?.[column], timeZone),
      arriving: valueInWords(column, came?.[column], timeZone),
    }))
    .filter(({ standing, arriving }) => standing !== arriving || standing.startsWith('Another'));
}

/** What came with it, apart from the kept versions of it: tables by their names. */
export function companionsOf({ arriving, entity }: SyncReview): readonly string[] {
  const others = arriving.rows.map((row) => row.entity);
  return [...new Set(others)].filter(
    (each) => each !== entity && !each.endsWith('_versions') && each !== 'command_replies',
  );
}
