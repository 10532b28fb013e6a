import type { Agreement } from './match-facts.ts';

type Words = {
  readonly [Fact in keyof Agreement]: Readonly<Partial<Record<Agreement[Fact], string>>>;
};

/** In the order in which people compare: what agrees, and what speaks against it. */
const WORDS: Words = {
  birthOn: {
    same: 'same date of birth',
    swapped: 'day and month of birth swapped',
    onePart: 'date of birth differs in one part',
    other: 'another date of birth',
  },
  lastName: {
    same: 'same last name',
    swapped: 'first and last name swapped',
    part: 'one of two last names the same',
    oneLetter: 'last name differs by one letter',
    soundsAlike: 'last name sounds alike',
    other: 'another last name',
  },
  firstName: {
    same: 'same first name',
    part: 'first name is a form of the other',
    oneLetter: 'first name differs by one letter',
    soundsAlike: 'first name sounds alike',
    other: 'another first name',
  },
  sex: { other: 'another sex' },
  mrn: { same: 'same MRN', other: 'another MRN' },
  memberId: {
    samePerson: 'same Medicare number',
    same: 'same insurance number',
    other: 'another insurance number',
  },
  phone: { same: 'same phone', other: 'another phone' },
  address: { same: 'same address', other: 'another address' },
};

const ORDER = [
  'birthOn',
  'lastName',
  'firstName',
  'sex',
  'mrn',
  'memberId',
  'phone',
  'address',
] as const satisfies readonly (keyof Agreement)[];

function wordsOf(fact: keyof Agreement, agreement: Agreement): string | undefined {
  const words: Readonly<Partial<Record<string, string>>> = WORDS[fact];
  return words[agreement[fact]];
}

/** Why two registrations could be one person, or two, in a few words each. */
export function matchReasons(agreement: Agreement): readonly string[] {
  return ORDER.flatMap((fact) => wordsOf(fact, agreement) ?? []);
}
