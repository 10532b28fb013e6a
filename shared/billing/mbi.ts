// The letters that nobody mistakes for a digit or for another letter: no S, L, O, I, B, Z.
const LETTER = '[AC-HJKMNP-RT-Y]';
const LETTER_OR_DIGIT = '[AC-HJKMNP-RT-Y0-9]';

const MBI = new RegExp(
  `^[1-9]${LETTER}${LETTER_OR_DIGIT}\\d${LETTER}${LETTER_OR_DIGIT}\\d${LETTER}{2}\\d\\d$`,
);

/**
 * A Medicare beneficiary identifier as claims carry it: eleven characters, upper case, without the
 * dashes and spaces of the card; null when it is none. It has no check digit.
 */
export function mbiOf(text: string): string | null {
  const bare = text.replaceAll(/[-\s]/g, '').toUpperCase();
  return MBI.test(bare) ? bare : null;
}
