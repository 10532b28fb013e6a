import { ok, type Result } from '../../base/result.ts';
import { isHibcText, mod43CheckCharacter } from './check-digits.ts';
import { mainFields, quantityField } from './hibc-main.ts';
import { dateOfYyyymmdd } from './label-date.ts';
import {
  certain,
  readingOf,
  type Found,
  type FoundField,
  type Reading,
  type ScanContext,
} from './reading.ts';
import { refuse, type Refusal } from './refusal.ts';

const PRIMARY = /^([A-Z][0-9A-Z]{3})([0-9A-Z]{1,18})(\d)$/;
const SUPPLEMENT = /^(\d{0,3}[A-Z])([0-9A-Z.-]*)$/;
const MAX_SERIAL_LENGTH = 18;
const MAX_SUPPLEMENT_LENGTH = 50;
const MAX_QUANTITY_DIGITS = 5;

/**
 * Reads a HIBC label that begins with `+`: primary, secondary, or both joined by `/`. The check character may
 * be a space, so the text must come untrimmed; in print it is `_`, and the whole stands between asterisks.
 */
export function readHibc(content: string, context: ScanContext): Result<Found, Refusal> {
  const printed = /^\*(.*)\*$/.exec(content.trimEnd())?.[1] ?? content;
  const reading = readWhole(printed.replaceAll('_', ' '), context);
  return reading.ok ? ok(certain(reading.value)) : reading;
}

function readWhole(text: string, context: ScanContext): Result<Reading, Refusal> {
  if (!isHibcText(text)) return refuse('badCharacter');
  if (text.length < 4) return refuse('wrongLength');
  if (mod43CheckCharacter(text.slice(0, -1)) !== text.slice(-1)) return refuse('badCheckCharacter');
  const body = text.slice(1, -1);
  if (body.startsWith('/')) return refuse('personLabel');
  if (/^[$\d]/.test(body)) {
    const fields = blockFields(body.slice(0, -1).split('/'), context);
    return fields.ok ? readingOf('hibc', fields.value, body.slice(-1)) : fields;
  }
  const [primary = '', ...blocks] = body.split('/');
  const identity = primaryFields(primary);
  if (!identity.ok) return identity;
  const fields = blockFields(blocks, context);
  if (!fields.ok) return fields;
  const link = mod43CheckCharacter(`+${primary}`);
  return readingOf('hibc', [...identity.value, ...fields.value], link);
}

function primaryFields(primary: string): Result<readonly FoundField[], Refusal> {
  const part = 'product number';
  const [, labeler, product, unit] = PRIMARY.exec(primary) ?? [];
  if (labeler === undefined || product === undefined || unit === undefined) {
    const isLengthRight = primary.length >= 6 && primary.length <= 23;
    return refuse(isLengthRight ? 'badCharacter' : 'wrongLength', part);
  }
  const kept = { attribute: null, means: '' } as const;
  return ok([
    { code: '+', label: part, value: primary, attribute: 'deviceIdentifier', means: primary },
    { code: 'LIC', label: 'labeler', value: labeler, ...kept },
    { code: 'PCN', label: 'catalog number', value: product, ...kept },
    { code: 'U/M', label: 'packaging level', value: unit, ...kept },
  ]);
}

/** Blocks between slashes: the secondary data first, then supplements, a quantity last. */
function blockFields(
  blocks: readonly string[],
  context: ScanContext,
): Result<readonly FoundField[], Refusal> {
  const all: FoundField[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block === '') return refuse('emptyElement', 'part between two slashes');
    const supplement = SUPPLEMENT.exec(block);
    const isMain = /^\$|^\d{4}/.test(block);
    if (!supplement && !isMain) return refuse('unknownIdentifier', 'a slash');
    if (isMain && index > 0) return refuse('wrongOrder', 'lot or serial number');
    if (block.startsWith('Q') && index < blocks.length - 1)
      return refuse('wrongOrder', 'quantity (Q)');
    const fields = isMain ? mainFields(block, context) : supplementField(supplement, context);
    if (!fields.ok) return fields;
    all.push(...fields.value);
  }
  return ok(all);
}

function supplementField(
  supplement: RegExpExecArray | null,
  { nowYear }: ScanContext,
): Result<readonly FoundField[], Refusal> {
  const [, code = '', value = ''] = supplement ?? [];
  if (value === '') return refuse('emptyElement', `supplement (${code})`);
  if (code === 'Q') {
    const width = Math.min(value.length, MAX_QUANTITY_DIGITS);
    const quantity = quantityField(code, value, width);
    return quantity.ok ? ok([quantity.value]) : quantity;
  }
  if (code === '14D' || code === '16D') return supplementDate(code, value, nowYear);
  const isSerial = code === 'S';
  const label = isSerial ? 'serial number' : 'supplement';
  if (value.length > (isSerial ? MAX_SERIAL_LENGTH : MAX_SUPPLEMENT_LENGTH)) {
    return refuse('wrongLength', `${label} (${code})`);
  }
  return ok([{ code, label, value, attribute: isSerial ? 'serial' : null, means: value }]);
}

function supplementDate(
  code: '14D' | '16D',
  value: string,
  nowYear: number,
): Result<readonly FoundField[], Refusal> {
  const isExpiry = code === '14D';
  const label = isExpiry ? 'expiry date' : 'production date';
  if (!/^\d{8}$/.test(value)) return refuse('wrongLength', `${label} (${code})`);
  const means = dateOfYyyymmdd(value, nowYear);
  if (means === null) return refuse('impossibleDate', `${label} (${code})`);
  const attribute = isExpiry ? 'expiresOn' : 'manufacturedOn';
  return ok([{ code, label, value, attribute, means }]);
}
