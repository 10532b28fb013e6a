/** In which unit lengths are typed; they are kept as whole millimetres whichever it is. */
export type LengthUnit = 'mm' | 'cm';

const TENTHS = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A length of whole millimetres as `4.5 cm`. */
export function lengthInWords(lengthMm: number): string {
  return `${TENTHS.format(lengthMm / 10)} cm`;
}

/** An area of whole square millimetres as `12.3 cm²`. */
export function areaInWords(areaMm2: number): string {
  return `${TENTHS.format(areaMm2 / 100)} cm²`;
}

/** A change against what was at first, in percent: `−42%`, `+8%`, `0%`. */
export function changeInWords(reductionPercent: number): string {
  const rounded = Math.round(reductionPercent);
  if (rounded === 0) return '0%';
  return rounded > 0 ? `−${rounded}%` : `+${-rounded}%`;
}

/**
 * A typed length in whole millimetres: null for nothing, `'invalid'` for what is no number, is
 * negative, or is finer than a millimetre. A comma counts as a point.
 */
export function parseLength(typed: string, unit: LengthUnit): number | null | 'invalid' {
  return parseScaled(typed, unit === 'mm' ? 0 : 1);
}

/** A typed area in cm², to a hundredth, in whole square millimetres. */
export function parseArea(typed: string): number | null | 'invalid' {
  return parseScaled(typed, 2);
}

/** Moves the point by so many places, in text: no number with a fraction is ever made. */
function parseScaled(typed: string, places: number): number | null | 'invalid' {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  const match = /^(?=\.?\d)(\d{0,6})(?:\.(\d*))?$/.exec(text);
  if (match === null) return 'invalid';
  const [, whole = '', typedFraction = ''] = match;
  const fraction = typedFraction.replace(/0+$/, '');
  if (fraction.length > places) return 'invalid';
  return Number(`${whole}${fraction.padEnd(places, '0')}`);
}

/** Whole millimetres as they stand in a field of that unit. */
export function lengthAsTyped(lengthMm: number | null, unit: LengthUnit): string {
  if (lengthMm === null) return '';
  return unit === 'mm' ? String(lengthMm) : String(lengthMm / 10);
}

/** Whole square millimetres as they stand in a field of cm². */
export function areaAsTyped(areaMm2: number | null): string {
  return areaMm2 === null ? '' : String(areaMm2 / 100);
}
