/** Letters of the AIM ids under which product labels come: Code 128, Data Matrix, QR, EAN, DataBar and others. */
const SYMBOLOGIES = 'ACEIJLQXdez';

function isSymbology(letter: string): boolean {
  return letter !== '' && SYMBOLOGIES.includes(letter);
}

/** Capital letters become small ones and the other way round. */
function turned(text: string): string {
  return text.replaceAll(/[A-Za-z]/g, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
}

/** True for `]`, and for `]` and the letter of a barcode that product labels use, and for the whole id. */
export function startsAsAimId(text: string, isCapsLock: boolean): boolean {
  if (text === ']') return true;
  const letter = text.charAt(1);
  const isNamed = isSymbology(letter) || (isCapsLock && isSymbology(turned(letter)));
  return text.startsWith(']') && isNamed && /^\d?$/.test(text.slice(2));
}

/** True for an AIM id: `]`, the letter of a barcode, which Caps Lock may have turned, and a digit (`]d2`). */
export function isAimId(text: string): boolean {
  return text.length === 3 && startsAsAimId(text, true);
}

/**
 * A scan that came while Caps Lock was on, with its letters as they stand on the label: most scanners
 * send them turned then, and the AIM id tells whether this one does. Null where nothing tells.
 */
export function withoutCapsLock(raw: string): string | null {
  if (!/[A-Za-z]/.test(raw)) return raw;
  const letter = raw.charAt(1);
  if (!isAimId(raw.slice(0, 3)) || isSymbology(letter) === isSymbology(turned(letter))) return null;
  return isSymbology(letter) ? raw : turned(raw);
}
