import { z } from 'zod';
import { billingUnits } from '../../products/contract.ts';
import { productClasses } from '../../products/product-class.ts';

/** A modifier of a procedure code: two letters or digits. */
export const modifierCode = z.string().regex(/^[A-Z\d]{2}$/, 'is no modifier of two characters');

/** What is billed of the part of a package that was discarded, and how a claim says there was none. */
export const wasteParameters = z.strictObject({
  productClasses: z.array(z.enum(productClasses)).min(1).readonly(),
  billingUnits: z.array(z.enum(billingUnits)).min(1).readonly(),
  /** Licensed biologics alone, all others alone, or both. */
  isBiologic: z.boolean().nullable(),
  /** Null: what was discarded is never billed. */
  discarded: z.strictObject({ modifier: modifierCode.nullable() }).nullable(),
  /** Put to the applied units when nothing was discarded. */
  noneDiscardedModifier: modifierCode.nullable(),
});
export type WasteParameters = z.output<typeof wasteParameters>;

const wasteLine = z.strictObject({
  units: z.int().min(1),
  modifiers: z.array(modifierCode).readonly(),
  isDiscarded: z.boolean(),
});
export type WasteLine = z.output<typeof wasteLine>;

const usedUnits = z.strictObject({ appliedUnits: z.int().min(1), discardedUnits: z.int().min(0) });
export type UsedUnits = z.output<typeof usedUnits>;

export const wasteExample = z.strictObject({
  given: usedUnits,
  expected: z.strictObject({ lines: z.array(wasteLine).readonly() }),
});

/** Lines for what was applied and, where the rule bills it, for what was discarded. */
export function wasteLinesOf(
  { appliedUnits, discardedUnits }: UsedUnits,
  { discarded, noneDiscardedModifier }: WasteParameters,
): readonly WasteLine[] {
  const isNone = discardedUnits === 0;
  const applied: WasteLine = {
    units: appliedUnits,
    modifiers: isNone && noneDiscardedModifier !== null ? [noneDiscardedModifier] : [],
    isDiscarded: false,
  };
  if (isNone || discarded === null) return [applied];
  const modifiers = discarded.modifier === null ? [] : [discarded.modifier];
  return [applied, { units: discardedUnits, modifiers, isDiscarded: true }];
}

/** The sentence by which the modifier of a line, or the lack of a line, explains itself. */
export function wasteInWords(
  { discardedUnits }: UsedUnits,
  { discarded, noneDiscardedModifier }: WasteParameters,
): string {
  if (discardedUnits === 0)
    return noneDiscardedModifier === null
      ? 'Nothing was discarded, and this payer asks for no modifier that says so'
      : `Nothing was discarded = ${noneDiscardedModifier}`;
  if (discarded === null)
    return `${discardedUnits} discarded: in the record, and never billed to this payer`;
  return discarded.modifier === null
    ? `${discardedUnits} discarded = a line of its own`
    : `${discardedUnits} discarded = a line of its own with ${discarded.modifier}`;
}
