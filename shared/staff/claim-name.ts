import type { PersonName } from '../billing/claim.ts';

/** Words that begin a family name of several words: `de la Cruz`, `van der Berg`. */
const PARTICLES = new Set(
  'af al bin da dal das de del della den der di do dos du el ibn la las le los st. ten ter van vande vander von zu'.split(
    ' ',
  ),
);

/** Credentials that people write behind a name without a comma. */
const CREDENTIALS = new Set(
  'MD DO RN LPN LVN NP PA PAC DPM DPT PT OT OTR APRN ARNP CNP CNS CNM CRNA DNP FNP AGNP BSN MSN PHD PHARMD EDD MBBS WCC CWS CWSP CWCN CWON CWOCN CWCA DWC FACS FAPWCA'.split(
    ' ',
  ),
);

const TITLES = /^(?:dr|prof|mr|mrs|ms|miss|sr|sister)\.?$/i;
const GENERATION = /^(?:jr\.?|sr\.?|ii|iii|iv)$/i;

/** True for a credential of the list however it is written: `Ph.D.`, `PA-C`, `rn`. */
function isKnownCredential(word: string): boolean {
  return CREDENTIALS.has(word.replaceAll(/[^\p{L}]/gu, '').toUpperCase());
}

/** True where two letters or more are capitals: `MD`, `PhD`, `RNC-OB`, and neither `Do` nor `Pa`. */
function hasCapitals(word: string): boolean {
  return (word.match(/\p{Lu}/gu) ?? []).length >= 2;
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** True where what stands behind a comma is a first name: `Deshpande, Anjali` and not `Deshpande, MD`. */
function isFirstName(behind: string, before: readonly string[]): boolean {
  const words = wordsOf(behind);
  if (words.every((word) => GENERATION.test(word))) return false;
  // Behind a single word capitals alone say nothing: DESHPANDE, ANJALI.
  if (before.length === 1) return !words.every(isKnownCredential);
  return !words.every((word) => hasCapitals(word) || isKnownCredential(word));
}

/** Drops credentials and a generation behind the name; one word always stays. */
function withoutEnding(words: readonly string[]): readonly string[] {
  const last = words.at(-1) ?? '';
  const isEnding = GENERATION.test(last) || (hasCapitals(last) && isKnownCredential(last));
  return isEnding && words.length > 2 ? withoutEnding(words.slice(0, -1)) : words;
}

/** A first name without titles and initials of middle names, which claims say elsewhere or not at all. */
function firstNameOf(words: readonly string[]): string {
  return words
    .filter((word) => !TITLES.test(word))
    .filter((word, index) => index === 0 || !/^\p{L}\.?$/u.test(word))
    .join(' ');
}

/** Where the family name begins: at its last word, or at the particles right before it. */
function familyStart(words: readonly string[]): number {
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has(words[start - 1] ?? '')) start -= 1;
  return start;
}

function splitName(displayName: string): PersonName {
  const [before = '', ...behind] = displayName.split(',').map((part) => part.trim());
  const words = wordsOf(before);
  const [next = ''] = behind;
  if (words.length > 0 && isFirstName(next, words))
    return { last: before, first: firstNameOf(withoutEnding(wordsOf(next))) };
  const name = withoutEnding(words.length > 0 ? words : [displayName.trim()]);
  const start = familyStart(name);
  return { last: name.slice(start).join(' '), first: firstNameOf(name.slice(0, start)) };
}

export type NamedPerson = {
  readonly displayName: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
};

/**
 * A person as claims name them: the fields where they are given, else read from the display name, whose
 * credentials, titles and initials of middle names are dropped. The first name is '' for a person of
 * one name.
 */
export function claimNameOf({ displayName, lastName, firstName }: NamedPerson): PersonName {
  const read = splitName(displayName);
  return { last: lastName ?? read.last, first: firstName ?? read.first };
}
