const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** Whole cents as `$1,234.50`. */
export function moneyInWords(cents: number): string {
  return DOLLARS.format(cents / 100);
}

/**
 * Typed dollars in whole cents: null for nothing, `'invalid'` for what is no amount, is negative, or is
 * finer than a cent. A dollar sign and commas between thousands are taken.
 */
export function parseMoney(typed: string): number | null | 'invalid' {
  const text = typed.trim().replace(/^\$\s*/, '');
  if (text === '') return null;
  const match = /^(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})?(?:\.(\d{0,2}))?$/.exec(text);
  const [, whole = '', fraction = ''] = match ?? [];
  if (match === null || whole + fraction === '') return 'invalid';
  return Number(whole.replaceAll(',', '') + fraction.padEnd(2, '0'));
}

/** Whole cents as they stand in a field of dollars. */
export function moneyAsTyped(cents: number | null): string {
  if (cents === null) return '';
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
