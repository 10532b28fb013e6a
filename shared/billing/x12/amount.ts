/** What an amount of an 837P may be at most: eight digits of dollars. */
export const MAX_AMOUNT_CENTS = 9_999_999_999;

/** What a count of units may be at most, with up to three decimals. */
export const MAX_QUANTITY = 99_999_999;

function withoutNeedlessZeros(whole: string, fraction: string): string {
  const kept = fraction.replace(/0+$/, '');
  if (kept === '') return whole;
  return `${whole === '0' ? '' : whole}.${kept}`;
}

/** Cents as X12 writes dollars: `2720`, `350.5`, `.05`, `-12`; no zeros that say nothing. */
export function dollarsOf(cents: number): string {
  if (cents < 0) return `-${dollarsOf(-cents)}`;
  const digits = String(cents).padStart(3, '0');
  return withoutNeedlessZeros(digits.slice(0, -2), digits.slice(-2));
}

/** The inverse of `dollarsOf`; null for what is no amount in dollars and cents. */
export function centsOf(dollars: string): number | null {
  const match = /^(-?)(\d*)(?:\.(\d{0,2})0*)?$/.exec(dollars);
  if (!match || !/\d/.test(dollars)) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return sign === '-' ? -cents : cents;
}

/** True for a count that X12 can write: above zero, up to eight digits and three decimals. */
export function isWritableQuantity(quantity: number): boolean {
  return quantity > 0 && quantity <= MAX_QUANTITY && Number(quantity.toFixed(3)) === quantity;
}

/** A count of units, up to three decimals: `15`, `2.5`, `.125`. */
export function quantityOf(quantity: number): string {
  const [whole = '0', fraction = ''] = quantity.toFixed(3).split('.');
  return withoutNeedlessZeros(whole, fraction);
}
