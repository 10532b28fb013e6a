import { ok, type Result } from '../../base/result.ts';
import { dateOfMmddyy, dateOfMmyy, dateOfYyjjj, dateOfYymmdd, isClockTime } from './label-date.ts';
import type { FoundField, ScanContext } from './reading.ts';
import { refuse, type Refusal } from './refusal.ts';

/** How a secondary label writes its expiry, by the digit that says so. */
type DateForm = {
  readonly dateLength: number;
  readonly hourLength: number;
  readonly dateOf: (text: string, nowYear: number) => string | null;
};

const MONTH: DateForm = { dateLength: 4, hourLength: 0, dateOf: dateOfMmyy };
const YEAR_MONTH_DAY: DateForm = {
  dateLength: 6,
  hourLength: 0,
  dateOf: (text, nowYear) => dateOfYymmdd(text, nowYear),
};
const YEAR_DAY: DateForm = { dateLength: 5, hourLength: 0, dateOf: dateOfYyjjj };
const dateForms: Readonly<Record<string, DateForm>> = {
  '2': { dateLength: 6, hourLength: 0, dateOf: dateOfMmddyy },
  '3': YEAR_MONTH_DAY,
  '4': { ...YEAR_MONTH_DAY, hourLength: 2 },
  '5': YEAR_DAY,
  '6': { ...YEAR_DAY, hourLength: 2 },
};

const MAX_LENGTH = 18;
const MAX_LENGTH_AFTER_BARE_DATE = 13;

/**
 * The first block of a HIBC secondary label: quantity, expiry, and lot or serial number. An hour of expiry
 * (in UTC) is checked and kept in the fields; the reading holds the day as it is written.
 */
export function mainFields(
  block: string,
  context: ScanContext,
): Result<readonly FoundField[], Refusal> {
  const flag = /^(?:\$\$?\+?)?/.exec(block)?.[0] ?? '';
  const text = block.slice(flag.length);
  const isSerial = flag.endsWith('+');
  if (flag === '')
    return dated({ text, flag: 'YYJJJ', form: YEAR_DAY }, context, tail(false, true));
  if (flag === '$' || flag === '$+') {
    return text === '' ? refuse('emptyElement', tailLabel(isSerial)) : tail(isSerial)(text);
  }
  return formatted({ text, flag, isSerial }, context);
}

type Formatted = { readonly text: string; readonly flag: string; readonly isSerial: boolean };

/** `$$` and `$$+`: the next digit says whether a quantity comes first, then how the expiry is written. */
function formatted(
  { text, flag, isSerial }: Formatted,
  context: ScanContext,
): Result<readonly FoundField[], Refusal> {
  const width = { '8': 2, '9': 5 }[isSerial ? '' : text.charAt(0)];
  if (width !== undefined) {
    const quantity = quantityField(`$$${text.charAt(0)}`, text.slice(1, 1 + width), width);
    const rest = text.slice(1 + width);
    if (!quantity.ok || rest === '') return quantity.ok ? ok([quantity.value]) : quantity;
    if (/^[89]/.test(rest)) return refuse('unknownIdentifier', 'date of the secondary label');
    const others = formatted({ text: rest, flag, isSerial }, context);
    return others.ok ? ok([quantity.value, ...others.value]) : others;
  }
  const first = text.charAt(0);
  if (first === '7') return tail(isSerial)(text.slice(1));
  if (first === '0' || first === '1') {
    return dated({ text, flag: `${flag}MMYY`, form: MONTH }, context, tail(isSerial));
  }
  const form = dateForms[first];
  if (!form) return refuse('unknownIdentifier', 'date of the secondary label');
  const rest = text.slice(1);
  return dated({ text: rest, flag: flag + first, form }, context, tail(isSerial));
}

type Dated = { readonly text: string; readonly flag: string; readonly form: DateForm };
type Tail = (text: string) => Result<readonly FoundField[], Refusal>;

function dated(
  { text, flag, form }: Dated,
  { nowYear }: ScanContext,
  readTail: Tail,
): Result<readonly FoundField[], Refusal> {
  const length = form.dateLength + form.hourLength;
  const value = text.slice(0, length);
  const part = `expiry date (${flag})`;
  if (!/^\d+$/.test(value) || value.length < length) return refuse('wrongLength', part);
  const means = form.dateOf(value.slice(0, form.dateLength), nowYear);
  const hour = value.slice(form.dateLength);
  if (means === null || (hour !== '' && !isClockTime(hour))) return refuse('impossibleDate', part);
  const rest = readTail(text.slice(length));
  if (!rest.ok) return rest;
  const expiry = {
    code: flag,
    label: 'expiry date',
    value,
    attribute: 'expiresOn',
    means,
  } as const;
  return ok([expiry, ...rest.value]);
}

function tailLabel(isSerial: boolean): string {
  return isSerial ? 'serial number' : 'lot';
}

/** Reads what follows the date: a lot or serial number of up to 18 characters, or nothing. */
function tail(isSerial: boolean, isAfterBareDate = false): Tail {
  const label = tailLabel(isSerial);
  const longest = isAfterBareDate ? MAX_LENGTH_AFTER_BARE_DATE : MAX_LENGTH;
  return (value) => {
    if (value === '') return ok([]);
    if (!/^[0-9A-Z.-]+$/.test(value)) return refuse('badCharacter', label);
    if (value.length > longest) return refuse('wrongLength', label);
    const attribute = isSerial ? 'serial' : 'lot';
    return ok([{ code: isSerial ? '$+' : '$', label, value, attribute, means: value }]);
  };
}

/** A quantity of 1 to `maxDigits` digits; the fixed ones are told by their exact width. */
export function quantityField(
  code: string,
  value: string,
  width: number,
): Result<FoundField, Refusal> {
  const part = `quantity (${code})`;
  if (!/^\d+$/.test(value) || value.length !== width) return refuse('wrongLength', part);
  if (Number(value) === 0) return refuse('badQuantity', part);
  const means = String(Number(value));
  return ok({ code, label: 'quantity', value, attribute: 'quantity', means });
}
