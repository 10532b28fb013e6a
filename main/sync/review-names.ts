import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import { locationOf } from '../../shared/wounds/body-site.ts';
import { selectNames, selectRecords, type WoundRow } from './review-names-store.ts';
import { arrivingSide, standingSide } from './review-sides.ts';
import type { StoredReview } from './review-store.ts';
import type { SqlRunner } from './sql.ts';

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What ids stand for: staff and computers, orders and wounds, places and payers; by id. */
export type NamesById = ReadonlyMap<string, string>;

/** What reviews speak of: the names of all ids in them, and of each its record. */
export type Around = {
  readonly names: NamesById;
  readonly recordOf: (review: StoredReview) => ReviewedRecord;
};

/** Looks up what these reviews name; of records that are not here, what the review itself says of them. */
export async function readAround(
  sql: SqlRunner,
  reviews: readonly StoredReview[],
): Promise<Around> {
  const rows = await selectRecords(sql, reviews);
  const ids = new Set<string>();
  for (const { standing, arriving } of reviews) collect([standing, arriving], ids);
  collect([...rows.values()], ids);
  const names = await readNames(sql, ids);
  return {
    names,
    recordOf(review) {
      const row = rows.get(`${review.entity} ${review.rowKey}`) ?? saidOf(review);
      return recordIn(review.entity, row, names);
    },
  };
}

async function readNames(sql: SqlRunner, ids: ReadonlySet<string>): Promise<NamesById> {
  if (ids.size === 0) return new Map();
  const { named, wounds } = await selectNames(sql, [...ids]);
  return new Map([
    ...named.map(({ id, name }) => [id, name] as const),
    ...wounds.map((wound) => [wound.id, woundInWords(wound)] as const),
  ]);
}

/** Every id anywhere in a value. */
function collect(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string') {
    if (UUID.test(value)) ids.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) collect(each, ids);
  }
}

function woundInWords({ woundNumber, ...place }: WoundRow): string {
  return `Wound ${woundNumber}: ${locationOf(place)}`;
}

/** The record that a review is about, as people call it, and where it lies. */
export type ReviewedRecord = {
  readonly words: string | null;
  readonly woundId: string | null;
  readonly orderId: string | null;
  readonly isSigned: boolean;
};

type Row = Readonly<Record<string, unknown>>;

function saidOf({ entity, rowKey, standing, arriving }: StoredReview): Row {
  const came = arrivingSide.parse(arriving).changes ?? [];
  const own = came.filter((each) => each.entity === entity && each.rowKey === rowKey);
  return Object.assign({}, ...own.map(({ values }) => values), standingSide.parse(standing).values);
}

function recordIn(entity: string, row: Row, names: NamesById): ReviewedRecord {
  const text = (column: string): string | null => {
    const value = row[column];
    return typeof value === 'string' ? value : null;
  };
  const named = (id: string | null): string | null =>
    id === null ? null : (names.get(id) ?? null);
  const day = (column: string): string | null => {
    const on = text(column);
    return on === null ? null : dayInWords(on.slice(0, 10));
  };
  const joined = (...parts: readonly (string | null)[]): string | null =>
    parts.filter((part) => part !== null).join(', ') || null;
  const id = text('id');
  const woundId = entity === 'wounds' ? id : text('wound_id');
  const orderId = entity === 'orders' ? id : text('order_id');
  const isSigned = text('signed_at') !== null;
  const inChart = { woundId, orderId, isSigned };
  switch (entity) {
    case 'treatment_records':
      return { ...inChart, words: joined(text('product_name'), day('date_applied')) };
    case 'wound_assessments':
      return { ...inChart, words: joined(named(woundId), day('assessed_on')) };
    case 'wound_photos':
      return { ...inChart, words: joined(named(woundId), day('taken_at')) };
    case 'chart_documents':
      return { ...inChart, words: joined(text('title'), day('document_on')) };
    case 'care_episodes':
      return { ...inChart, words: joined(named(woundId), day('started_on')) };
    case 'conditions':
      return { ...inChart, words: text('words') };
    case 'coverages':
      return { ...inChart, words: joined(named(text('payer_id')), day('starts_on')) };
    case 'wounds':
      return { ...inChart, words: named(id) };
    case 'orders':
      return { ...inChart, words: joined(text('order_number'), day('ordered_on')) };
    case 'order_lines':
      return { ...inChart, words: joined(named(orderId), text('product_name')) };
    default:
      return { ...inChart, words: nameIn(row) };
  }
}

/** Columns by which people know the row of a table that has no words of its own. */
const NAMING = ['display_name', 'name', 'title', 'substance', 'description', 'sku', 'code'];

function nameIn(row: Row): string | null {
  for (const column of NAMING) {
    const value = row[column];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}
