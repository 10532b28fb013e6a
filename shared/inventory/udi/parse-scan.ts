import { ok, type Result } from '../../base/result.ts';
import { carrierOf, type Carrier } from './carrier.ts';
import { normalizeGtin } from './check-digits.ts';
import { readBracketed, readElements } from './gs1.ts';
import { readHibc } from './hibc.ts';
import { readIccbba } from './iccbba.ts';
import {
  certain,
  PARSER_VERSION,
  readingOf,
  type Found,
  type Reading,
  type Scan,
  type ScanContext,
  type ScanRead,
} from './reading.ts';
import { doubtText, refusalText, refuse, type Refusal } from './refusal.ts';

/**
 * Reads what a scanner, a camera or a keyboard gave for one label: GS1 element strings and their bracketed
 * form, plain product numbers, HIBC, and ISBT 128. It never guesses: what can be read in several ways is
 * `ambiguous`, what contradicts its standard is `unreadable` with words for the user. It never throws.
 */
export function parseScan(raw: string, context: ScanContext): Scan {
  const scanned = { raw, parserVersion: PARSER_VERSION };
  const carrier = carrierOf(raw);
  const found = carrier.ok ? readCarrier(carrier.value, context) : carrier;
  if (!found.ok) {
    const { failure } = found;
    return { state: 'unreadable', code: failure.code, why: refusalText(failure), ...scanned };
  }
  const { readings, doubt, isComplete } = found.value;
  const reads = readings.map((each): ScanRead => ({ state: 'read', ...each, ...scanned }));
  const [only] = reads;
  if (doubt === null && only) return only;
  const code = doubt ?? 'missingSeparator';
  return {
    state: 'ambiguous',
    code,
    why: doubtText(code),
    readings: reads,
    isComplete,
    ...scanned,
  };
}

function readCarrier(
  { symbology, content }: Carrier,
  context: ScanContext,
): Result<Found, Refusal> {
  if (symbology === 'productNumber') return readProductNumber(content.trimEnd());
  if (/^\*?\+/.test(content)) return readHibc(content, context);
  if (/^[=&]/.test(content)) return readIccbba(content, context);
  if (content.startsWith('(')) return readBracketed(content, context);
  if (/^https?:\/\//i.test(content)) return refuse('webAddress');
  const elements = readElements(content, context);
  if (symbology === 'elements') return elements;
  return withProductNumber(content.trimEnd(), elements);
}

function readProductNumber(digits: string): Result<Found, Refusal> {
  if (!/^\d+$/.test(digits)) return refuse('badCharacter', 'product number');
  if (![8, 12, 13, 14].includes(digits.length)) return refuse('wrongLength', 'product number');
  const reading = productReading(digits);
  return reading ? ok(certain(reading)) : refuse('badCheckDigit', 'product number');
}

function productReading(digits: string): Reading | null {
  const gtin = normalizeGtin(digits);
  if (gtin === null) return null;
  const attribute = 'deviceIdentifier';
  const reading = readingOf('gs1', [
    { code: '01', label: 'product number', value: digits, attribute, means: gtin },
  ]);
  return reading.ok ? reading.value : null;
}

/**
 * A scanner that does not name the symbol may mean a product number by the same digits. An EAN-8 is not taken
 * for one without being named: the short form of a UPC has eight digits, too.
 */
function withProductNumber(text: string, elements: Result<Found, Refusal>): Result<Found, Refusal> {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) {
    return elements.ok || /^\D?\d\d/.test(text) ? elements : refuse('unknownFormat');
  }
  const product = text.length === 8 ? null : productReading(text);
  if (!elements.ok) {
    if (product) return ok(certain(product));
    return text.length === 8 ? elements : refuse('badCheckDigit', 'product number');
  }
  if (elements.value.readings.some(({ deviceIdentifier }) => deviceIdentifier !== null)) {
    return elements;
  }
  const readings = product ? [product, ...elements.value.readings] : elements.value.readings;
  return ok({ ...elements.value, readings, doubt: 'productNumberOrElements' });
}
