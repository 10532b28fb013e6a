import { z } from 'zod';
import { lateralities } from '../../wounds/wound.ts';
import { codePatterns, matchesCode } from './code-pattern.ts';
import { modifierCode } from './waste-lines.ts';

/** A modifier that a payer wants on certain codes. */
export const modifierParameters = z.strictObject({
  codes: codePatterns,
  modifier: modifierCode,
  when: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('always') }),
    z.strictObject({ is: z.literal('side'), side: z.enum(lateralities) }),
    z.strictObject({
      is: z.literal('applicationsAbove'),
      /** Applications on the wound in its episode of care, this one included. */
      count: z.int().min(0).max(100),
    }),
  ]),
});
export type ModifierParameters = z.output<typeof modifierParameters>;

const modifiedLine = z.strictObject({
  code: z.string(),
  /** Of every wound that the line is about; `null` where they lie on different sides. */
  side: z.enum(lateralities).nullable(),
  applicationNumber: z.int().min(1).nullable(),
});
export type ModifiedLine = z.output<typeof modifiedLine>;

export const modifierExample = z.strictObject({
  given: modifiedLine,
  expected: z.strictObject({ isAdded: z.boolean() }),
});

/** Whether a line carries the modifier. */
export function isModified(
  { code, side, applicationNumber }: ModifiedLine,
  { codes, when }: ModifierParameters,
): boolean {
  if (!matchesCode(code, codes)) return false;
  if (when.is === 'side') return side === when.side;
  if (when.is === 'applicationsAbove')
    return applicationNumber !== null && applicationNumber > when.count;
  return true;
}

/** Why a line carries the modifier. */
export function modifierInWords({ modifier, when }: ModifierParameters): string {
  if (when.is === 'side') return `${modifier}, because the wound is on the ${when.side}`;
  if (when.is === 'applicationsAbove')
    return `${modifier}, because this is more than application ${when.count}`;
  return `${modifier}, as this payer asks for it on this code`;
}
