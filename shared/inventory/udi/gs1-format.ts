/** What one component of a GS1 element must be beyond its characters. */
type ComponentCheck = 'checkDigit' | 'dayOrMonth' | 'day' | 'time';

export type Gs1Format = {
  readonly minLength: number;
  readonly maxLength: number;
  /** Matches a whole value; each component is a group. */
  readonly pattern: RegExp;
  readonly checks: readonly (ComponentCheck | null)[];
};

// GS1's sets of characters: N digits, X set 82, Y set 39, Z set 64. None holds a space.
const CHARACTERS = {
  N: String.raw`\d`,
  X: String.raw`[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]`,
  Y: String.raw`[#\-/0-9A-Z]`,
  Z: String.raw`[\-0-9=A-Z_a-z]`,
} as const;

const CHECKS: Readonly<Record<string, ComponentCheck>> = {
  k: 'checkDigit',
  m: 'dayOrMonth',
  d: 'day',
  t: 'time',
};

const COMPONENT = /(?<opens>\[?)(?<set>[NXYZ])(?<isUpTo>\.\.)?(?<length>\d+)(?<check>[kmdt]?)\]?/g;

/**
 * Reads GS1's notation of a format: `N14k`, `X..20`, `N13k[X..17]`. A letter after the length names a check:
 * k check digit, m YYMMDD where day 00 stands for the month, d YYMMDD, t HH or HHMM.
 */
export function formatOf(notation: string): Gs1Format {
  let minLength = 0;
  let maxLength = 0;
  let pattern = '';
  const checks: (ComponentCheck | null)[] = [];
  for (const { groups = {} } of notation.matchAll(COMPONENT)) {
    const length = Number(groups['length']);
    const least = groups['isUpTo'] ? 1 : length;
    const isOptional = groups['opens'] === '[';
    const characters = CHARACTERS[setOf(groups['set'])];
    minLength += isOptional ? 0 : least;
    maxLength += length;
    pattern += `(${characters}{${least},${length}})${isOptional ? '?' : ''}`;
    checks.push(CHECKS[groups['check'] ?? ''] ?? null);
  }
  return { minLength, maxLength, pattern: new RegExp(`^${pattern}$`), checks };
}

function setOf(letter: string | undefined): keyof typeof CHARACTERS {
  return letter === 'N' || letter === 'Y' || letter === 'Z' ? letter : 'X';
}

/** True where every character can stand in a GS1 element at all. */
export function isGs1Text(text: string): boolean {
  return /^[#!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/.test(text);
}
