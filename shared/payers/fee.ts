import { z } from 'zod';
import { civilDate, type CivilDate } from '../base/civil-date.ts';
import { lineOrNull } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

/** 837P takes charges of up to 18 digits, CMS-1500 of eight: nothing on a claim costs more a unit. */
export const MAX_UNIT_CENTS = 99_999_999;

const CODE = /^(?:\d{4}[\dA-Z]|[A-V]\d{4})$/;

/** An HCPCS or CPT code, five characters, as it stands on a claim line. */
export const procedureCode = z
  .string()
  .transform((typed) => typed.replaceAll(/\s/g, '').toUpperCase())
  .pipe(
    z.string().min(1, 'is missing').regex(CODE, 'must be five characters, such as Q4186 or 15275'),
  );

const feeTerms = {
  unitCents: z
    .int('must be an amount in dollars and cents')
    .min(1, 'must be above zero')
    .max(MAX_UNIT_CENTS, 'is above $999,999.99'),
  effectiveFrom: civilDate,
  effectiveTo: civilDate.nullable(),
  source: lineOrNull(300),
};

/** What a person says about a fee. */
export const feeFields = {
  /** Null: for every payer without a fee of its own. */
  payerId: uuid().nullable(),
  procedureCode,
  ...feeTerms,
};

/** What may be corrected of one. */
export const correctedFeeFields = feeTerms;

export const fee = z.object({
  id: uuid(),
  payerId: uuid().nullable(),
  payerName: z.string().nullable(),
  procedureCode: z.string(),
  unitCents: z.int(),
  effectiveFrom: civilDate,
  effectiveTo: civilDate.nullable(),
  source: z.string().nullable(),
  version: z.int(),
});
export type Fee = z.output<typeof fee>;

export type Period = { readonly from: CivilDate; readonly to: CivilDate | null };

/** True where two periods share a day; both ends belong to a period, null goes on. */
export function doOverlap(one: Period, other: Period): boolean {
  return (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to);
}

export function periodOfFee({
  effectiveFrom,
  effectiveTo,
}: Pick<Fee, 'effectiveFrom' | 'effectiveTo'>): Period {
  return { from: effectiveFrom, to: effectiveTo };
}

/**
 * What one unit is charged at, in cents, by code, of the fees that hold on one day: a payer's own goes
 * before that for everybody.
 */
export function feesByCode(
  fees: readonly Pick<Fee, 'payerId' | 'procedureCode' | 'unitCents'>[],
): ReadonlyMap<string, number> {
  const general = fees.filter(({ payerId }) => payerId === null);
  const own = fees.filter(({ payerId }) => payerId !== null);
  return new Map([...general, ...own].map((each) => [each.procedureCode, each.unitCents]));
}
