/** Letters and marks that NFKD leaves whole, in upper case, and how claims spell them. */
const SPELLED: Readonly<Record<string, string>> = {
  Ł: 'L',
  Ø: 'O',
  Æ: 'AE',
  Œ: 'OE',
  Đ: 'D',
  Ð: 'D',
  Ɖ: 'D',
  Þ: 'TH',
  ẞ: 'SS',
  Ħ: 'H',
  Ŧ: 'T',
  Ŋ: 'NG',
  Ɓ: 'B',
  Ɗ: 'D',
  Ƙ: 'K',
  Ƴ: 'Y',
  Ə: 'E',
  Ɛ: 'E',
  Ɔ: 'O',
  Ʒ: 'Z',
  Ɨ: 'I',
  Ʉ: 'U',
  '‘': "'",
  '’': "'",
  '‚': "'",
  ʻ: "'",
  ʼ: "'",
  ʽ: "'",
  ʹ: "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '⁄': '/',
  '×': 'X',
  '±': '+/-',
  '≤': '<=',
  '≥': '>=',
  '€': 'EUR',
  '°': ' DEG ',
};

/** Text that needs nothing done to it, which most names and codes are. */
const AS_IT_IS = /^[A-Z0-9.,'/()#&-]+(?: [A-Z0-9.,'/()#&-]+)*$/;

export type LatinText = {
  /** Upper case, printable ASCII without `*`, `:`, `~` and `^`, one space between words. */
  readonly text: string;
  /** Letters and digits of other scripts that could not be spelled and are missing from `text`. */
  readonly lost: readonly string[];
};

function spell(character: string, lost: string[]): string {
  if (/[*:~^\s\p{Cc}\p{Z}]/u.test(character)) return ' ';
  if (character >= '!' && character <= '}') return character;
  const spelled = SPELLED[character];
  if (spelled !== undefined) return spelled;
  if (/[\p{L}\p{N}]/u.test(character)) lost.push(character);
  return '';
}

/**
 * Free text as an X12 file can hold it. X12 has no way to escape its separators, so they become
 * spaces, as line breaks do; accents go, and letters such as Ł and ß are spelled out. Signs that
 * have no spelling, such as emoji, are left out.
 */
export function latinTextOf(text: string): LatinText {
  if (AS_IT_IS.test(text)) return { text, lost: [] };
  const lost: string[] = [];
  const apart = text
    .replaceAll(/[™℠]/g, ' ')
    .replaceAll('µ', 'u')
    // 2½ must not become 21/2.
    .replaceAll(/(\d)(?=[¼-¾⅐-⅞])/g, '$1 ');
  const plain = apart.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase();
  const spelled = Array.from(plain, (character) => spell(character, lost)).join('');
  return { text: spelled.replaceAll(/ +/g, ' ').trim(), lost };
}

/** Free text cleaned and cut to the element's length; empty when nothing of it can be written. */
export function x12TextOf(text: string, maxLength: number): string {
  return latinTextOf(text).text.slice(0, maxLength).trimEnd();
}

/** A street over the two elements of N3, broken between words where it can be. */
export function streetElementsOf(street: string, maxLength: number): readonly [string, string] {
  const { text } = latinTextOf(street);
  if (text.length <= maxLength) return [text, ''];
  const space = text.lastIndexOf(' ', maxLength);
  const fits = space > 0 && text.length - space - 1 <= maxLength;
  const cut = fits ? space : maxLength;
  return [text.slice(0, cut).trimEnd(), text.slice(cut).trim().slice(0, maxLength).trimEnd()];
}

/** True for a code or number that goes out as it is: ASCII, no separators, no blanks around it. */
export function isX12Identifier(text: string): boolean {
  return /^(?! )[\x20-\x7d]+(?<! )$/.test(text) && !/[*:^]/.test(text);
}
