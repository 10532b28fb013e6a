import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agreement, MatchFacts } from './match-facts.ts';
import { agreementText, matchPatients } from './match-patients.ts';
import { LIKELY_BITS, matchBits } from './match-weights.ts';

const ann: MatchFacts = {
  firstName: 'Annabel',
  lastName: 'Fletcher',
  birthOn: '1956-04-09',
  sex: 'female',
  mrn: 'A-1',
  phone: '(555) 010-2233',
  addressLine: '12 Mill Road',
  city: 'Riverbend',
  postalCode: '30301',
  memberIds: [],
};

/** The same person as another computer has her, with nothing to reach her by. */
const again: MatchFacts = { ...ann, mrn: 'B-7', phone: null, addressLine: null, postalCode: null };

describe('two registrations of one person are likely', () => {
  test.for<[string, Partial<MatchFacts>, string]>([
    [
      'the same but for the MRN',
      {},
      'same date of birth; same last name; same first name; another MRN',
    ],
    ['mistyped last name', { lastName: 'Fletchre' }, 'last name differs by one letter'],
    ['missing letter', { lastName: 'Fletcer' }, 'last name differs by one letter'],
    ['a name as it sounds', { lastName: 'Fladshear', mrn: null }, 'last name sounds alike'],
    ['accents and case', { lastName: 'FLÉTCHER' }, 'same last name'],
    ['a double name', { lastName: 'Fletcher-Jones' }, 'one of two last names the same'],
    [
      'the double name without its hyphen',
      { lastName: 'Jones Fletcher' },
      'one of two last names the same',
    ],
    ['a short form', { firstName: 'Ann' }, 'first name is a form of the other'],
    ['two first names', { firstName: 'Mary Annabel' }, 'first name is a form of the other'],
    [
      'swapped names',
      { firstName: 'Fletcher', lastName: 'Annabel' },
      'first and last name swapped',
    ],
    ['swapped day and month', { birthOn: '1956-09-04' }, 'day and month of birth swapped'],
    ['another sex by mistake', { sex: 'male' }, 'another sex'],
    [
      'a married name and one phone',
      { lastName: 'Okafor', phone: '1-555-010-2233' },
      'another last name; same first name; another MRN; same phone',
    ],
    [
      'a married name and one address',
      { lastName: 'Okafor', addressLine: '12 MILL ROAD.', postalCode: '30301-4411' },
      'same address',
    ],
    [
      'a mistyped year and one phone',
      { birthOn: '1965-04-09', phone: '5550102233' },
      'date of birth differs in one part',
    ],
    [
      'one MRN, whatever else differs',
      { mrn: 'a1', lastName: 'X', firstName: 'Y', birthOn: '2001-01-01', sex: 'male' },
      'same MRN',
    ],
  ])('%s', ([, differs, words]) => {
    const match = matchPatients(ann, { ...again, ...differs });
    expect(match.reasons.join('; ')).toContain(words);
    expect(match).toMatchObject({ isLikely: true });
  });

  test('a Medicare number makes another birth date a mistake', () => {
    const memberIds = ['1EG4-TE5-MK73'];
    const match = matchPatients(
      { ...ann, memberIds },
      { ...again, birthOn: '1961-11-30', memberIds: ['1eg4te5mk73'] },
    );
    expect(match).toMatchObject({ isLikely: true });
    expect(match.reasons).toContain('same Medicare number');
  });

  test('a short form that is no beginning of the name', () => {
    const match = matchPatients(
      { ...ann, firstName: 'Peggy' },
      { ...again, firstName: 'Margaret' },
    );
    expect(match.isLikely).toBe(true);
  });
});

describe('two people are not likely', () => {
  const family = { ...ann, mrn: 'C-3', memberIds: ['FAM-88'] };
  test.for<[string, Partial<MatchFacts>]>([
    ['twins who share all but the first name', { firstName: 'Beatrice' }],
    ['twins of two sexes', { firstName: 'Benjamin', sex: 'male' }],
    ['mother and daughter of one name', { birthOn: '1981-12-24' }],
    ['a couple', { firstName: 'George', sex: 'male', birthOn: '1954-01-30' }],
    ['sisters-in-law born on one day', { firstName: 'Beatrice', lastName: 'Fletcher' }],
    [
      'name-sakes elsewhere',
      { birthOn: '1972-08-21', phone: null, addressLine: null, memberIds: [] },
    ],
    [
      'one birthday and one first name',
      { lastName: 'Okafor', phone: null, addressLine: null, memberIds: [] },
    ],
  ])('%s', ([, differs]) => {
    expect(matchPatients({ ...family, mrn: 'D-4' }, { ...family, ...differs })).toMatchObject({
      isLikely: false,
    });
  });

  test('short names that differ in a letter are other names', () => {
    for (const firstName of ['Jon', 'Kim', 'Gina'])
      expect(matchPatients({ ...ann, firstName: 'Jan' }, { ...ann, firstName }).reasons).toContain(
        'another first name',
      );
  });
});

describe('names of every kind', () => {
  test('Arabic, Hebrew and HTML are compared as they stand, and no reason repeats them', () => {
    for (const [firstName, lastName] of [
      ['محمد', '\u202Eعبد الله'],
      ['<b>Ann</b>', '<script>alert(1)</script>'],
      ['明', '王'],
      ['🙂', '🙃'],
    ] as const) {
      const one = { ...ann, firstName, lastName };
      const match = matchPatients(one, { ...again, firstName, lastName });
      expect(match.isLikely).toBe(true);
      expect(match.reasons.join(' ')).not.toContain(lastName);
      const other = matchPatients(one, { ...again, firstName: 'Zed', lastName: 'Zulu' });
      expect(other.isLikely).toBe(false);
    }
  });
});

const name = fc.oneof(
  fc.constantFrom(
    'Ann',
    'Anna',
    'Fletcher',
    'Fletcher-Jones',
    'Jones',
    'Smith',
    'Smyth',
    'José',
    'Bill',
    'William',
    '王',
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const facts = fc.record({
  firstName: name,
  lastName: name,
  birthOn: fc.constantFrom('1956-04-09', '1956-09-04', '1956-04-10', '1981-12-24'),
  sex: fc.constantFrom('female', 'male', 'other', 'unknown'),
  mrn: fc.constantFrom(null, 'A-1', 'a1', 'B-7'),
  phone: fc.constantFrom(null, '5550102233', '(555) 010-2233', '123'),
  addressLine: fc.constantFrom(null, '12 Mill Road', '12 mill road'),
  city: fc.constantFrom(null, 'Riverbend'),
  postalCode: fc.constantFrom(null, '30301'),
  memberIds: fc.subarray(['1EG4TE5MK73', 'FAM-88']),
}) satisfies fc.Arbitrary<MatchFacts>;

describe('for any two registrations', () => {
  test('the order does not matter', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        expect(matchPatients(one, other)).toEqual(matchPatients(other, one));
      }),
    );
  });

  test('a registration is like itself, as long as it says who somebody is', () => {
    fc.assert(
      fc.property(facts, (one) => {
        expect(matchPatients(one, one).isLikely).toBe(true);
      }),
    );
  });

  const levels = {
    lastName: ['same', 'swapped', 'oneLetter', 'part', 'soundsAlike', 'other'],
    firstName: ['same', 'swapped', 'part', 'oneLetter', 'soundsAlike', 'other'],
    birthOn: ['same', 'swapped', 'onePart', 'other'],
    sex: ['same', 'unsaid', 'other'],
    mrn: ['same', 'unsaid', 'other'],
    memberId: ['samePerson', 'same', 'unsaid', 'other'],
    phone: ['same', 'unsaid', 'other'],
    address: ['same', 'unsaid', 'other'],
  } as const satisfies { readonly [Fact in keyof Agreement]: readonly Agreement[Fact][] };
  const agreements = fc.record({
    lastName: fc.constantFrom(...levels.lastName),
    firstName: fc.constantFrom(...levels.firstName),
    birthOn: fc.constantFrom(...levels.birthOn),
    sex: fc.constantFrom(...levels.sex),
    mrn: fc.constantFrom(...levels.mrn),
    memberId: fc.constantFrom(...levels.memberId),
    phone: fc.constantFrom(...levels.phone),
    address: fc.constantFrom(...levels.address),
  });

  test('whatever agrees better never speaks less for one person', () => {
    const rank = (fact: keyof Agreement, of: Agreement) =>
      levels[fact].findIndex((level) => level === of[fact]);
    fc.assert(
      fc.property(
        agreements,
        agreements,
        fc.constantFrom(...(Object.keys(levels) as (keyof Agreement)[])),
        (one, other, fact) => {
          const moved = { ...one, [fact]: other[fact] } as Agreement;
          const better = rank(fact, moved) <= rank(fact, one) ? moved : one;
          const worse = better === moved ? one : moved;
          expect(matchBits(better)).toBeGreaterThanOrEqual(matchBits(worse));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('what is kept beside "two people" says how the facts agree and nothing they hold', () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const text = agreementText(matchPatients(one, other).agreement);
        expect(text.length).toBeLessThan(300);
        expect(text).toMatch(/^[A-Za-z=;]+$/);
      }),
    );
  });
});

test('the figures that the threshold is documented by', () => {
  const same: Agreement = {
    lastName: 'same',
    firstName: 'same',
    birthOn: 'same',
    sex: 'same',
    mrn: 'unsaid',
    memberId: 'unsaid',
    phone: 'unsaid',
    address: 'unsaid',
  };
  expect(LIKELY_BITS).toBe(20);
  expect(Math.floor(matchBits(same))).toBe(30);
  expect(Math.floor(matchBits({ ...same, mrn: 'other', phone: 'other', address: 'other' }))).toBe(
    26,
  );
  expect(Math.floor(matchBits({ ...same, firstName: 'other' }))).toBe(17);
  expect(Math.floor(matchBits({ ...same, birthOn: 'other' }))).toBe(9);
});
