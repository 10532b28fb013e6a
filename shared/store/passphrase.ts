import { z } from 'zod';

/** Crockford's base 32: no I, L, O or U, so that a written one is read back as it was meant. */
export const PASSPHRASE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const GROUPS = 5;
export const GROUP_LENGTH = 5;
/** Random bytes that a suggested passphrase is made from. */
export const SUGGESTION_BYTES = GROUPS * GROUP_LENGTH;
/** The shortest passphrase that somebody may choose themselves, in characters. */
export const MIN_PASSPHRASE_LENGTH = 12;
const MAX_PASSPHRASE_LENGTH = 200;

/** A suggested passphrase of 125 bits from 25 random bytes, such as `7K2QP-…`. */
export function suggestedPassphrase(randomBytes: Uint8Array): string {
  const letters = Array.from(randomBytes, (byte) => PASSPHRASE_ALPHABET[byte % 32] ?? '0');
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

/**
 * The form in which passphrases are compared: whoever types a suggested one may leave out hyphens, use
 * small letters, or write O for 0 and I or L for 1; any other is taken as typed, spaces told apart by
 * nothing but their place.
 */
export function normalPassphrase(text: string): string {
  const collapsed = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  const folded = collapsed
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const isSuggested =
    folded.length === GROUPS * GROUP_LENGTH &&
    Array.from(folded).every((letter) => PASSPHRASE_ALPHABET.includes(letter));
  return isSuggested ? folded : collapsed;
}

/** One that is being tried: any text. */
export const passphrase = z.string().min(1, 'is missing').max(MAX_PASSPHRASE_LENGTH);

/** One that is being chosen. */
export const newPassphrase = passphrase.refine(
  (text) => normalPassphrase(text).length >= MIN_PASSPHRASE_LENGTH,
  `needs at least ${MIN_PASSPHRASE_LENGTH} characters`,
);
