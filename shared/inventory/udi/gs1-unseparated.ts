import { fieldOf } from './gs1-element.ts';
import { identifierAt } from './gs1-identifiers.ts';
import {
  certain,
  readingOf,
  type Found,
  type FoundField,
  type Reading,
  type ScanContext,
} from './reading.ts';

/** More readings than anybody compares with a pack. */
const MAX_READINGS = 20;
// Together they bound the work for a text that nobody ever printed.
const MAX_LOOKED_AT = 400;
const MAX_STEPS = 5_000;

type Search = {
  readonly text: string;
  readonly context: ScanContext;
  /** Places from which nothing leads to the end, whatever stands before. */
  readonly deadEnds: Set<number>;
  steps: number;
  /** How often an element was left out because the one before it said otherwise. */
  clashes: number;
};

/**
 * Every reading of an element string that holds no separator: elements of variable length are tried with each
 * length that leaves a whole label behind them. One reading is certain, several are a doubt, none is null.
 */
export function unseparatedReadings(text: string, context: ScanContext): Found | null {
  const search: Search = { text, context, deadEnds: new Set(), steps: 0, clashes: 0 };
  const readings: Reading[] = [];
  let lookedAt = 0;
  for (const fields of elementsFrom(search, 0, [])) {
    lookedAt += 1;
    const reading = readingOf('gs1', fields);
    if (reading.ok) readings.push(reading.value);
    if (lookedAt === MAX_LOOKED_AT) break;
  }
  const isComplete =
    lookedAt < MAX_LOOKED_AT && search.steps < MAX_STEPS && readings.length <= MAX_READINGS;
  const [only] = readings;
  if (only === undefined) return null;
  if (readings.length === 1 && isComplete) return certain(only);
  const simplestFirst = readings.toSorted((one, other) => oddity(one) - oddity(other));
  return {
    readings: simplestFirst.slice(0, MAX_READINGS),
    doubt: 'missingSeparator',
    isComplete,
  };
}

/** Grows with each element, and more with each that says nothing of product, lot, dates or quantity. */
function oddity({ fields }: Reading): number {
  return fields.length + fields.filter(({ attribute }) => attribute === null).length;
}

function* elementsFrom(
  search: Search,
  at: number,
  before: readonly FoundField[],
): Generator<readonly FoundField[]> {
  const { text, context, deadEnds } = search;
  if (at === text.length) yield before;
  const identifier = deadEnds.has(at) ? null : identifierAt(text, at);
  if (!identifier) return;
  const { format, ai } = identifier;
  const start = at + ai.length;
  const longest = Math.min(format.maxLength, text.length - start);
  const clashesBefore = search.clashes;
  let leadsToEnd = false;
  for (let length = longest; length >= format.minLength; length -= 1) {
    search.steps += 1;
    if (search.steps >= MAX_STEPS) return;
    const field = fieldOf(identifier, text.slice(start, start + length), context);
    if (!field.ok) continue;
    const { code, value } = field.value;
    if (before.some((earlier) => earlier.code === code && earlier.value !== value)) {
      search.clashes += 1;
      continue;
    }
    for (const fields of elementsFrom(search, start + length, [...before, field.value])) {
      leadsToEnd = true;
      yield fields;
    }
  }
  if (!leadsToEnd && search.clashes === clashesBefore) deadEnds.add(at);
}
