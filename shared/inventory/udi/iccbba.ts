import { ok, type Result } from '../../base/result.ts';
import { dateOfCyyjjj } from './label-date.ts';
import {
  certain,
  readingOf,
  type Found,
  type FoundField,
  type ReadingAttribute,
  type ScanContext,
} from './reading.ts';
import { refuse, type Refusal } from './refusal.ts';

/** One data structure of FDA's table of UDI formats: what it begins with, and what follows. */
type Structure = {
  readonly code: string;
  readonly label: string;
  readonly length: number;
  readonly pattern: RegExp;
  readonly attribute: ReadingAttribute | null;
};

const CAPITALS = /^[0-9A-Z]+$/;
const ANY_LETTERS = /^[0-9A-Za-z]+$/;
const DIGITS = /^\d+$/;

function structure(
  [code, label, length]: readonly [string, string, number],
  pattern: RegExp,
  attribute: ReadingAttribute | null,
): Structure {
  return { code, label, length, pattern, attribute };
}

const COUNT_CODE = '=+';
const structures: readonly Structure[] = [
  structure(['=/', 'product code', 16], CAPITALS, 'deviceIdentifier'),
  structure(['=,', 'division', 6], CAPITALS, 'serial'),
  structure(['=>', 'expiry date', 6], DIGITS, 'expiresOn'),
  structure(['=}', 'production date', 6], DIGITS, 'manufacturedOn'),
  structure(['&,1', 'lot', 18], ANY_LETTERS, 'lot'),
  structure(['=)', 'container product code', 10], CAPITALS, 'deviceIdentifier'),
  structure(['&)', 'container lot', 10], ANY_LETTERS, 'lot'),
  structure([COUNT_CODE, 'message header', 5], DIGITS, null),
];
// Its first character is at once its identifier's second, so it comes last.
const donation = structure(['=', 'donation number', 15], /^[1-9A-NP-Z][0-9A-Z]+$/, 'donorId');

/**
 * Reads ISBT 128 as FDA's public table of UDI formats has it: structures of fixed length, each known by its
 * first characters, in any order, with spaces between them where they were typed.
 */
export function readIccbba(content: string, context: ScanContext): Result<Found, Refusal> {
  const text = content.trimEnd();
  const fields: FoundField[] = [];
  let at = 0;
  while (at < text.length) {
    const known = structureAt(text, at);
    if (!known) return refuse('unknownIdentifier', `character ${at + 1}`);
    const start = at + known.code.length;
    const field = fieldOf(known, text.slice(start, start + known.length), context);
    if (!field.ok) return field;
    fields.push(field.value);
    at = start + known.length;
    while (text[at] === ' ') at += 1;
  }
  return isCountRight(fields) ? wholeReading(fields) : refuse('wrongCount');
}

function structureAt(text: string, at: number): Structure | null {
  const known = structures.find(({ code }) => text.startsWith(code, at));
  if (known) return known;
  return /^=[1-9A-NP-Z]/.test(text.slice(at, at + 2)) ? donation : null;
}

function fieldOf(
  { code, label, length, pattern, attribute }: Structure,
  value: string,
  { nowYear }: ScanContext,
): Result<FoundField, Refusal> {
  const part = `${label} (${code})`;
  if (value.length < length) return refuse('wrongLength', part);
  // A shorter value runs into the next structure's sign.
  if (/[=&\s]/.test(value)) return refuse('wrongLength', part);
  if (!pattern.test(value)) return refuse('badCharacter', part);
  const isDate = attribute === 'expiresOn' || attribute === 'manufacturedOn';
  const means = isDate ? dateOfCyyjjj(value, nowYear) : value;
  return means === null
    ? refuse('impossibleDate', part)
    : ok({ code, label, value, attribute, means });
}

/** A header announces how many structures follow; none announced is 00. */
function isCountRight(fields: readonly FoundField[]): boolean {
  const at = fields.findIndex(({ code }) => code === COUNT_CODE);
  const announced = Number(fields[at]?.value.slice(0, 2) ?? 0);
  return announced === 0 || (at === 0 && announced === fields.length - 1);
}

function wholeReading(fields: readonly FoundField[]): Result<Found, Refusal> {
  // The header is about the symbol, and two symbols of one pack have two.
  const kept = fields.filter(({ code }) => code !== COUNT_CODE);
  const reading = readingOf('iccbba', kept);
  return reading.ok ? ok(certain(reading.value)) : reading;
}
