import { z } from 'zod';
import { areaInWords } from '../../base/size-words.ts';
import { billingUnits } from '../../products/contract.ts';

/** How the applied amount of a product becomes units on a claim. */
export const unitsParameters = z.strictObject({
  billingUnit: z.enum(billingUnits),
  /** Where the amount is no whole number of units. */
  rounding: z.enum(['up', 'nearest', 'down']),
});
export type UnitsParameters = z.output<typeof unitsParameters>;

/** What was used: pieces where a product is billed by the piece, an area in mm² where by the cm². */
const amount = z.strictObject({ pieces: z.int().min(1), areaMm2: z.int().min(0).nullable() });
export type UsedAmount = z.output<typeof amount>;

export const unitsExample = z.strictObject({
  given: amount,
  expected: z.strictObject({ units: z.int().min(0).nullable() }),
});

const MM2_PER_CM2 = 100;
const ROUND = { up: Math.ceil, nearest: Math.round, down: Math.floor } as const;

/**
 * Units of an amount; an amount that is not nought is at least one unit. Null where the record does not
 * say the amount that the unit counts: an area for cm², milligrams, grams and cubic centimetres always.
 */
export function unitsOf(
  { pieces, areaMm2 }: UsedAmount,
  { billingUnit, rounding }: UnitsParameters,
): number | null {
  if (billingUnit === 'each') return pieces;
  if (billingUnit !== 'cm2' || areaMm2 === null) return null;
  return areaMm2 === 0 ? 0 : Math.max(1, ROUND[rounding](areaMm2 / MM2_PER_CM2));
}

const ROUNDED = { up: 'rounded up', nearest: 'rounded', down: 'rounded down' } as const;

/** The sentence by which the units explain themselves. */
export function unitsInWords(
  { pieces, areaMm2 }: UsedAmount,
  units: number,
  { billingUnit, rounding }: UnitsParameters,
): string {
  if (billingUnit === 'each' || areaMm2 === null)
    return `${pieces} ${pieces === 1 ? 'piece' : 'pieces'} = ${units} ${unitWord(units)}, billed by the piece`;
  const isExact = areaMm2 === units * MM2_PER_CM2;
  const rounded = isExact ? '' : `, ${ROUNDED[rounding]}`;
  return `${areaInWords(areaMm2)} = ${units} ${unitWord(units)}, billed by the cm²${rounded}`;
}

const unitWord = (units: number) => (units === 1 ? 'unit' : 'units');
