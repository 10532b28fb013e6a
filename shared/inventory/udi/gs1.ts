import { ok, type Result } from '../../base/result.ts';
import { GROUP_SEPARATOR, withSeparators } from './carrier.ts';
import { fieldOf, partOf } from './gs1-element.ts';
import { identifierAt, type Gs1Identifier } from './gs1-identifiers.ts';
import { unseparatedReadings } from './gs1-unseparated.ts';
import { certain, readingOf, type FoundField, type Found, type ScanContext } from './reading.ts';
import { refuse, type Refusal } from './refusal.ts';

const SEPARATORS_AROUND = new RegExp(`^${GROUP_SEPARATOR}+|${GROUP_SEPARATOR}+$`, 'g');

/**
 * Reads a GS1 element string. Where a separator is there, or is known to arrive, every element of variable
 * length goes up to the next one; where none is, it may end anywhere that leaves a whole label behind it.
 */
export function readElements(content: string, context: ScanContext): Result<Found, Refusal> {
  const marked = withSeparators(content).trimEnd();
  const isMarked = marked.includes(GROUP_SEPARATOR);
  const text = marked.replace(SEPARATORS_AROUND, '');
  const asMarked = readMarked(text, context);
  if (isMarked || context.keepsSeparators) return asMarked;
  const found = unseparatedReadings(text, context);
  return found ? ok(found) : asMarked;
}

function readMarked(text: string, context: ScanContext): Result<Found, Refusal> {
  const fields: FoundField[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === GROUP_SEPARATOR)
      return refuse('emptyElement', `element at character ${at + 1}`);
    const identifier = identifierAt(text, at);
    if (!identifier) return refuse('unknownIdentifier', `character ${at + 1}`);
    const end = endOf(identifier, text, at + identifier.ai.length);
    const field = fieldOf(identifier, text.slice(at + identifier.ai.length, end), context);
    if (!field.ok) return field;
    fields.push(field.value);
    at = text[end] === GROUP_SEPARATOR ? end + 1 : end;
  }
  return certainReading(fields);
}

function endOf({ isPredefined, format }: Gs1Identifier, text: string, start: number): number {
  const separator = text.indexOf(GROUP_SEPARATOR, start);
  const next = separator === -1 ? text.length : separator;
  return isPredefined ? Math.min(start + format.maxLength, next) : next;
}

function certainReading(fields: readonly FoundField[]): Result<Found, Refusal> {
  const reading = readingOf('gs1', fields);
  return reading.ok ? ok(certain(reading.value)) : reading;
}

const BRACKET = /\((\d{2,4})\)/g;
// Elsewhere it would be a character inside a value, which nobody may drop.
const NEEDLESS_SEPARATOR = new RegExp(`${GROUP_SEPARATOR}(?=\\(|$)`, 'g');

/**
 * Reads what is printed under the barcode: `(01)…(17)…(10)…`. An identifier in brackets always begins an
 * element, though a lot could hold brackets with digits itself: such a lot has to be scanned.
 */
export function readBracketed(content: string, context: ScanContext): Result<Found, Refusal> {
  const text = withSeparators(content).replaceAll(NEEDLESS_SEPARATOR, '');
  const brackets = [...text.matchAll(BRACKET)];
  if (brackets[0]?.index !== 0) return refuse('unknownIdentifier', 'character 1');
  const fields: FoundField[] = [];
  for (const [index, bracket] of brackets.entries()) {
    const ai = bracket[1] ?? '';
    const identifier = identifierAt(ai, 0);
    if (identifier?.ai !== ai) return refuse('unknownIdentifier', `character ${bracket.index + 1}`);
    const value = text.slice(bracket.index + bracket[0].length, brackets[index + 1]?.index).trim();
    if (value.includes(' ')) return refuse('badCharacter', partOf(identifier));
    const field = fieldOf(identifier, value, context);
    if (!field.ok) return field;
    fields.push(field.value);
  }
  return certainReading(fields);
}
