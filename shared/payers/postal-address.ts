import { z } from 'zod';
import { apart } from '../base/apart.ts';
import { line, lineOrNull, notSaidWhenBlank } from '../base/text.ts';

/** Ways to write a post office box in a street line. */
const POST_OFFICE_BOX =
  /\b(?:p\.?\s*o\.?|post(?:al)?\s+office)\s*(?:box|drawer|bin)\b|\bpob\s+\d|^\s*(?:lock\s*)?box\s+#?\d/i;

const STATE = /^[A-Z]{2}$/;
const NO_STATE = 'must be two letters, such as OH';

/** True where a street line names a post office box. */
export function isPostOfficeBox(addressLine: string): boolean {
  return POST_OFFICE_BOX.test(addressLine);
}

function withoutDash(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '');
}

/** A street where a building stands: claims name no post office box for who bills. */
export const streetLine = line(55).pipe(
  z.string().refine((text) => !isPostOfficeBox(text), 'is a post office box. Enter the street'),
);

export const city = line(30);

export const state = z
  .string()
  .transform((typed) => typed.trim().toUpperCase())
  .pipe(z.string().min(1, 'is missing').regex(STATE, NO_STATE));

/** ZIP+4 as nine digits; the dash of a print is dropped. */
export const zipPlusFour = z
  .string()
  .transform(withoutDash)
  .pipe(
    z
      .string()
      .min(1, 'is missing')
      .regex(/^\d{9}$/, 'must be a ZIP+4: nine digits'),
  );

/** An address as it may be printed on a claim, or null in all of its parts. */
export const addressOrNull = {
  addressLine: lineOrNull(55),
  city: lineOrNull(30),
  state: notSaidWhenBlank()
    .transform((typed) => typed?.trim().toUpperCase() ?? null)
    .pipe(z.string().regex(STATE, NO_STATE).nullable()),
  /** Five digits, or nine for a ZIP+4. */
  postalCode: notSaidWhenBlank()
    .transform((typed) => (typed === null ? null : withoutDash(typed)))
    .pipe(
      z
        .string()
        .regex(/^\d{5}(?:\d{4})?$/, 'must be five digits, or nine for a ZIP+4')
        .nullable(),
    ),
};

export type AddressOrNull = {
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
};

/** True where some parts of an address are there and some are not: half of one is printed on nothing. */
export function isHalfAddress({ addressLine, city: town, state: in_, postalCode }: AddressOrNull) {
  const parts = [addressLine, town, in_, postalCode];
  return parts.includes(null) && parts.some((part) => part !== null);
}

/** Digits of a ZIP code as people write them: `00001` or `00001-0002`. */
export function zipInWords(postalCode: string): string {
  return postalCode.length === 9 ? `${postalCode.slice(0, 5)}-${postalCode.slice(5)}` : postalCode;
}

/** An address on one line; empty where there is none. */
export function addressInWords(address: AddressOrNull): string {
  const { addressLine, city: town, state: in_, postalCode } = address;
  const zip = postalCode === null ? null : zipInWords(postalCode);
  const place = [town && apart(town), in_, zip].filter((part) => part !== null).join(' ');
  return [addressLine && apart(addressLine), place]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}
