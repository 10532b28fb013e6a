const GTIN_LENGTHS = [8, 12, 13, 14];
const HIBC_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';

/** GS1's modulo-10 check digit for the digits before it (weights 3 and 1 from the right). */
export function mod10CheckDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const weight = (digits.length - index) % 2 === 1 ? 3 : 1;
    sum += Number(digits[index]) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True where the last digit is the check digit of those before it, and not all are zero. */
export function hasCheckDigit(digits: string): boolean {
  return /[1-9]/.test(digits) && mod10CheckDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/** A GTIN-8, -12, -13 or -14 as 14 digits; null for any other length or a wrong check digit. */
export function normalizeGtin(text: string): string | null {
  const isGtin = /^\d+$/.test(text) && GTIN_LENGTHS.includes(text.length) && hasCheckDigit(text);
  return isGtin ? text.padStart(14, '0') : null;
}

/** True where a HIBC label can hold every character: digits, capital letters, `-. $/+%` and space. */
export function isHibcText(text: string): boolean {
  return /^[-0-9A-Z. $/+%]*$/.test(text);
}

/** HIBC's modulo-43 check character for the text before it; it may be a space. */
export function mod43CheckCharacter(text: string): string {
  let sum = 0;
  for (const character of text) sum += HIBC_CHARACTERS.indexOf(character);
  return HIBC_CHARACTERS.charAt(sum % HIBC_CHARACTERS.length);
}
