import { expect, test } from 'vitest';
import { addressOf, ageOf, identifiers } from './patient-words.ts';

test('the age of somebody who died is the age at death', () => {
  expect(ageOf({ birthOn: '1950-06-15', deceasedOn: null }, '2026-06-14')).toBe(75);
  expect(ageOf({ birthOn: '1950-06-15', deceasedOn: '2020-06-15' }, '2026-06-14')).toBe(70);
});

test('two identifiers are always said, also where an MRN is not recorded', () => {
  expect(identifiers({ birthOn: '1950-06-15', mrn: 'A-17' })).toBe('born 15 Jun 1950, MRN A-17');
  expect(identifiers({ birthOn: '1950-06-15', mrn: null })).toMatch(/MRN not recorded/);
});

test('an address leaves out what is not recorded', () => {
  const nothing = { addressLine: null, city: null, state: null, postalCode: null };
  expect(addressOf(nothing)).toBe('');
  expect(addressOf({ ...nothing, city: 'Lowell', state: 'MA' })).toBe('Lowell, MA');
  expect(
    addressOf({ addressLine: '4 Elm St', city: 'Lowell', state: 'MA', postalCode: '01850' }),
  ).toBe('4 Elm St, Lowell, MA 01850');
});
