import { z } from 'zod';
import { line } from '../base/text.ts';
import { isHibcText, mod43CheckCharacter, normalizeGtin } from '../inventory/udi/check-digits.ts';
import type { UdiIssuer } from '../inventory/udi/reading.ts';

/** Who issues what makers' labels name a product by. */
export const identifierIssuers = ['gs1', 'hibc', 'iccbba'] as const satisfies readonly UdiIssuer[];
export type IdentifierIssuer = (typeof identifierIssuers)[number];

export const issuerWords = {
  gs1: 'GS1 (GTIN)',
  hibc: 'HIBC',
  iccbba: 'ISBT 128',
} as const satisfies Record<IdentifierIssuer, string>;

const LONGEST = 50;
const MOST_PIECES = 100_000;

type Reading =
  | { readonly ok: true; readonly identifier: string }
  | { readonly ok: false; readonly problem: string };

/** Labeler (a letter and three characters), product code of up to 18, unit of measure. */
const HIBC_PRIMARY = /^[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}\d$/;

/** A product code with its facility, or that of a container. */
const ISBT_PRODUCT = /^([0-9A-Z]{16}|[0-9A-Z]{10})$/;

function readGs1(typed: string): Reading {
  const digits = typed.replaceAll(/[\s-]/g, '');
  const gtin = normalizeGtin(digits);
  if (gtin !== null) return { ok: true, identifier: gtin };
  const isLong = /^(\d{8}|\d{12,14})$/.test(digits);
  return {
    ok: false,
    problem: isLong
      ? 'has a wrong check digit; compare it with the label'
      : 'is not a GTIN of 8, 12, 13 or 14 digits',
  };
}

function readHibc(typed: string): Reading {
  const code = typed.toUpperCase();
  const notPrimary = { ok: false, problem: 'is not the primary code of a HIBC label' } as const;
  if (!code.startsWith('+'))
    return HIBC_PRIMARY.test(code) ? { ok: true, identifier: code } : notPrimary;
  // The check character may be a space, which typing loses.
  const labels = [code, `${code} `].filter((label) => isHibcText(label));
  const whole = labels.find((label) => mod43CheckCharacter(label.slice(0, -1)) === label.at(-1));
  const identifier = (whole ?? code).slice(1, -1);
  if (!HIBC_PRIMARY.test(identifier)) return notPrimary;
  return whole === undefined
    ? { ok: false, problem: 'has a wrong check character; compare it with the label' }
    : { ok: true, identifier };
}

/**
 * A device identifier as scans give it (`shared/inventory/udi`): a GTIN in 14 digits, the primary code of
 * HIBC without `+` and check character, a product code of ISBT 128 without its `=/`. Or why it is none, as
 * words that follow "it".
 */
export function readDeviceIdentifier(issuer: IdentifierIssuer, typed: string): Reading {
  const text = typed.trim();
  if (issuer === 'gs1') return readGs1(text);
  if (issuer === 'hibc') return readHibc(text);
  const code = text.toUpperCase().replace(/^=[/)]/, '');
  return ISBT_PRODUCT.test(code)
    ? { ok: true, identifier: code }
    : { ok: false, problem: 'is not the product code of an ISBT 128 label' };
}

const pieces = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MOST_PIECES, `must be at most ${MOST_PIECES}`);

/** A device identifier as somebody types or scans it, with the pieces of the package that carries it. */
export const typedIdentifier = z
  .strictObject({
    issuer: z.enum(identifierIssuers),
    deviceIdentifier: line(LONGEST),
    pieces: pieces.default(1),
  })
  .transform((typed, context) => {
    const read = readDeviceIdentifier(typed.issuer, typed.deviceIdentifier);
    if (read.ok) return { ...typed, deviceIdentifier: read.identifier };
    context.issues.push({
      code: 'custom',
      path: ['deviceIdentifier'],
      message: read.problem,
      input: typed,
    });
    return z.NEVER;
  });
export type TypedIdentifier = z.output<typeof typedIdentifier>;

/** True for two texts of one identifier. */
export function isSameIdentifier(
  one: Pick<TypedIdentifier, 'issuer' | 'deviceIdentifier'>,
  other: Pick<TypedIdentifier, 'issuer' | 'deviceIdentifier'>,
): boolean {
  return one.issuer === other.issuer && one.deviceIdentifier === other.deviceIdentifier;
}
