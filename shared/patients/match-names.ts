import { isNickname } from './nicknames.ts';
import { foldText } from './patient.ts';

/** How far two names agree, the nearest first. `part`: one part of a double name, or a shorter form. */
export const nameLevels = ['same', 'part', 'oneLetter', 'soundsAlike', 'other'] as const;
export type NameLevel = (typeof nameLevels)[number];

/** Shorter names differ by one letter all the time: Jan and Jon, Lee and Lea. */
const SHORTEST_MISTYPED = 5;

/** With two sounds Jan and Kim would be alike. */
const FEWEST_SOUNDS = 3;

/** A name as it is compared. What has neither letters nor digits is compared as it stands. */
export function folded(name: string): string {
  return foldText(name) || name.normalize('NFC').trim();
}

/** Last names: a double name agrees in part with either of its names. */
export function compareLastNames(one: string, other: string): NameLevel {
  return compareWords(folded(one), folded(other), sharesWord);
}

/** First names: a beginning, one of several names, or a usual short form agrees in part. */
export function compareFirstNames(one: string, other: string): NameLevel {
  return compareWords(folded(one), folded(other), isShorterForm);
}

function compareWords(
  one: string,
  other: string,
  agreesInPart: (one: string, other: string) => boolean,
): NameLevel {
  const [first, second] = [joined(one), joined(other)];
  if (first === second) return 'same';
  if (agreesInPart(one, other)) return 'part';
  if (isOneLetterOff(first, second)) return 'oneLetter';
  const sound = nameSound(first);
  const isHeard = sound.length >= FEWEST_SOUNDS && sound === nameSound(second);
  return isHeard ? 'soundsAlike' : 'other';
}

function joined(words: string): string {
  return words.replaceAll(' ', '');
}

/** Particles and initials are shared by many: they make no two names alike. */
function longWords(words: string): readonly string[] {
  return words.split(' ').filter((word) => word.length > 3);
}

function sharesWord(one: string, other: string): boolean {
  const words = longWords(other);
  return longWords(one).some((word) => words.includes(word));
}

function isShorterForm(one: string, other: string): boolean {
  const [short, long] = [joined(one), joined(other)];
  return (
    long.startsWith(short) ||
    short.startsWith(long) ||
    sharesWord(one, other) ||
    isNickname(one, other)
  );
}

/** One letter more, less or other, or two neighbours swapped. */
export function isOneLetterOff(one: string, other: string): boolean {
  const [first, second] = [Array.from(one), Array.from(other)];
  if (Math.min(first.length, second.length) < SHORTEST_MISTYPED) return false;
  if (Math.abs(first.length - second.length) > 1) return false;
  const start = first.findIndex((letter, at) => letter !== second[at]);
  const from = start < 0 ? Math.min(first.length, second.length) : start;
  const [rest, restOther] = [first.slice(from), second.slice(from)];
  if (isEqual(rest.slice(1), restOther.slice(1))) return true;
  if (isEqual(rest.slice(1), restOther) || isEqual(rest, restOther.slice(1))) return true;
  return (
    rest[0] === restOther[1] &&
    rest[1] === restOther[0] &&
    isEqual(rest.slice(2), restOther.slice(2))
  );
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((letter, at) => letter === other[at]);
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/[bfpv]/g, '1'],
  [/[cgjkqsxz]/g, '2'],
  [/[dt]/g, '3'],
  [/l/g, '4'],
  [/[mn]/g, '5'],
  [/r/g, '6'],
  [/[aeiouhwy]/g, ''],
];

/** The consonants by how they sound, as Soundex groups them; a vowel at the beginning counts as one. */
function nameSound(letters: string): string {
  const sound = SOUNDS.reduce((text, [of, code]) => text.replace(of, code), letters);
  if (sound === '') return letters;
  const collapsed = sound.replaceAll(/(.)\1+/gu, '$1');
  return (/^[aeiouhwy]/.test(letters) ? 'a' : '') + collapsed;
}
