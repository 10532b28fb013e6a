/** Largest count that can be typed; keeps a slip of the finger within a database INTEGER. */
export const QUANTITY_MAX = 999_999;

export type QuantityLimits = { readonly min: number; readonly max: number };

/** What was typed: `null` for nothing, a whole number, or `'invalid'` ("1.5", "-2", "abc"). */
export function parseQuantity(text: string): number | null | 'invalid' {
  const typed = text.trim();
  if (typed === '') return null;
  return /^\d{1,6}$/.test(typed) ? Number(typed) : 'invalid';
}

/** One step up or down from `value`, kept within the limits; from nothing it starts at `min`. */
export function stepQuantity(value: number | null, step: 1 | -1, limits: QuantityLimits): number {
  if (value === null) return limits.min;
  return Math.min(limits.max, Math.max(limits.min, value + step));
}
