import * as fc from 'fast-check';
import { fromDayNumber, toDayNumber, type CivilDate } from '../shared/base/civil-date.ts';
import type { Result } from '../shared/base/result.ts';
import type { ExtraElement } from '../shared/inventory/udi/build-gs1.ts';
import { mod10CheckDigit } from '../shared/inventory/udi/check-digits.ts';
import type { LabelContent } from '../shared/inventory/udi/reading.ts';

export const DIGITS = '0123456789';
export const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
export const SET_82 = `!"%&'()*+,-./:;<=>?_${DIGITS}${CAPITALS}${CAPITALS.toLowerCase()}`;
export const HIBC_43 = `${DIGITS}${CAPITALS}-. $/+%`;

export const textOf = (characters: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength, maxLength });
/** A text that needs no rule to tell it from a separator or from a bracket with an identifier. */
const gs1Text = (maxLength: number) =>
  textOf(SET_82, 1, maxLength).filter((text) => !/[<{[](gs|fnc1)|\(\d{2,4}\)|alt\+/i.test(text));
const daysBetween = (first: CivilDate, last: CivilDate) =>
  fc.integer({ min: toDayNumber(first), max: toDayNumber(last) }).map(fromDayNumber);
const twoDigitDay = daysBetween('1977-01-01', '2076-12-31');
export const anyGtin = textOf(DIGITS, 13)
  .filter((digits) => /[1-9]/.test(digits))
  .map((digits) => digits + mod10CheckDigit(digits));

type Parts = {
  readonly deviceIdentifier: fc.Arbitrary<string>;
  readonly text: fc.Arbitrary<string>;
  readonly serial?: fc.Arbitrary<string>;
  readonly day: fc.Arbitrary<CivilDate>;
  readonly maxQuantity?: number;
  readonly donorId?: fc.Arbitrary<string>;
};

function anyContent(parts: Parts): fc.Arbitrary<LabelContent> {
  const none = fc.constant(null);
  const quantity = fc.option(fc.integer({ min: 1, max: parts.maxQuantity ?? 1 }));
  return fc
    .record({
      deviceIdentifier: parts.deviceIdentifier,
      lot: fc.option(parts.text),
      serial: fc.option(parts.serial ?? parts.text),
      days: fc.tuple(fc.option(parts.day), fc.option(parts.day)),
      quantity: parts.maxQuantity === undefined ? none : quantity,
      donorId: parts.donorId ? fc.option(parts.donorId) : none,
    })
    .map(({ days: [one, other], ...rest }) => {
      const isCrossed = one !== null && other !== null && one > other;
      const [manufacturedOn, expiresOn] = isCrossed ? [other, one] : [one, other];
      return { ...rest, manufacturedOn, expiresOn };
    });
}

export const gs1Content = anyContent({
  deviceIdentifier: anyGtin,
  text: gs1Text(20),
  day: twoDigitDay,
  maxQuantity: 99_999_999,
});
export const anyExtras: fc.Arbitrary<readonly ExtraElement[]> = fc.uniqueArray(
  fc.oneof(
    fc.record({ ai: fc.constantFrom('240', '241', '400', '91', '99'), value: gs1Text(30) }),
    fc.constantFrom(
      { ai: '3103', value: '001500' },
      { ai: '422', value: '840' },
      { ai: '20', value: '07' },
    ),
  ),
  { selector: ({ ai }) => ai, maxLength: 3 },
);
export const hibcContent = anyContent({
  deviceIdentifier: fc
    .tuple(textOf(CAPITALS, 1), textOf(DIGITS + CAPITALS, 4, 21), textOf(DIGITS, 1))
    .map((parts) => parts.join('')),
  text: textOf(`${DIGITS}${CAPITALS}.-`, 1, 18),
  day: daysBetween('1926-01-01', '2126-12-31'),
  maxQuantity: 99_999,
});
export const tissueContent = anyContent({
  deviceIdentifier: textOf(DIGITS + CAPITALS, 16),
  text: textOf(DIGITS + CAPITALS, 18),
  serial: textOf(DIGITS + CAPITALS, 6),
  day: daysBetween('1926-01-01', '2126-12-31'),
  donorId: fc
    .tuple(textOf('123456789ABCDEFGHIJKLMNPQRSTUVWXYZ', 1), textOf(DIGITS + CAPITALS, 14))
    .map((parts) => parts.join('')),
});

export function built<Label>(result: Result<Label, { readonly message: string }>): Label {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
