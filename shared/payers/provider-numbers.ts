import { z } from 'zod';
import { notSaidWhenBlank } from '../base/text.ts';
import { isNpi } from '../billing/npi.ts';

const npiText = z
  .string()
  .regex(/^\d{10}$/, 'must be 10 digits')
  .refine(isNpi, 'has a wrong check digit or does not begin with 1 or 2. Compare it with the card');

/** A national provider identifier with its check digit; the spaces and dashes of a print are dropped. */
export const npi = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().min(1, 'is missing').pipe(npiText));

/** The same, where null and blank say that there is none. */
export const npiOrNull = notSaidWhenBlank()
  .transform((typed) => typed?.replaceAll(/[\s-]/g, '') ?? null)
  .pipe(npiText.nullable());

/** A NUCC provider taxonomy code, ten letters and digits that end in X; null and blank say none. */
export const taxonomyOrNull = notSaidWhenBlank()
  .transform((typed) => typed?.replaceAll(/\s/g, '').toUpperCase() ?? null)
  .pipe(
    z
      .string()
      .regex(/^[0-9A-Z]{9}X$/, 'must be 10 letters and digits, the last an X')
      .nullable(),
  );
