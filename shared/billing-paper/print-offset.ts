import { z } from 'zod';
import { line } from '../base/text.ts';
import { uuid } from '../base/uuid.ts';

/** How far what is printed must move to lie where the form has its boxes. */
export type PrintShift = { readonly rightUm: number; readonly downUm: number };

/** An inch: what is farther off was put into the printer the wrong way. */
export const MAX_SHIFT_UM = 25_400;

const shiftUm = z
  .int('must be a whole number of micrometres')
  .min(-MAX_SHIFT_UM, 'is more than an inch')
  .max(MAX_SHIFT_UM, 'is more than an inch');

/** What a person says about a printer. */
export const printOffsetFields = {
  printerName: line(60),
  /** Micrometres; to the left is negative. */
  rightUm: shiftUm,
  /** Micrometres; up is negative. */
  downUm: shiftUm,
};

export const printOffset = z.object({
  id: uuid(),
  printerName: z.string(),
  rightUm: z.int(),
  downUm: z.int(),
  version: z.int(),
});
export type PrintOffset = z.output<typeof printOffset>;

/** Micrometres as millimetres, up to three decimals: `-1.5`. */
export function millimetres(um: number): string {
  return String(um / 1000);
}

/** What was typed in millimetres as micrometres; null for what is no length, such as `1,5 in`. */
export function micrometresOf(typed: string): number | null {
  const match = /^([+-]|−)?(\d{1,3})(?:[.,](\d{1,3}))?$/.exec(typed.trim());
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const um = Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
  return um === 0 || sign === undefined || sign === '+' ? um : -um;
}
