import { expect, test } from 'vitest';
import { facilityFields } from '../../shared/facilities/contract.ts';
import { readTyped } from '../read-typed.ts';
import {
  blankFacility,
  facilityEntryOf,
  facilityLabels,
  gapsInWords,
  placeOptions,
  typedGaps,
} from './facility-entry.ts';

const facility = {
  id: '0199aaaa-0000-7000-8000-000000000001',
  name: 'North clinic',
  placeOfService: '11',
  npi: null,
  addressLine: '100 Example Avenue',
  city: 'Riverbend',
  state: 'OH',
  postalCode: '430010001',
  phone: null,
  isActive: true,
  version: 3,
};

test('a facility that is opened and saved unchanged says the same', () => {
  const { id: _, isActive: __, version: ___, ...said } = facility;
  expect(readTyped(facilityFields, facilityEntryOf(facility), facilityLabels)).toEqual({
    ok: true,
    value: said,
  });
});

test('a place of service that is none of the list is asked for anew', () => {
  const entry = facilityEntryOf({ ...facility, placeOfService: '98' });
  expect(placeOptions.map(({ key }) => key)).toContain(entry.placeOfService);
  expect(typedGaps(entry)).toEqual(['placeOfService']);
});

test('what claims still need is said while it is typed, in one sentence', () => {
  const entry = facilityEntryOf(facility);
  const words = (typed: object) => gapsInWords(typedGaps({ ...entry, ...typed }));
  expect(words({ state: 'oh', postalCode: '43001-0001' })).toBe('');
  expect(words({ postalCode: '43001' })).toBe('Claims need the ZIP+4 with all nine digits.');
  expect(words(blankFacility)).toBe('Claims need the place of service and a whole street address.');
});

test('a field that is wrong is named', () => {
  const typed = { ...blankFacility, npi: '123', state: 'Ohio' };
  expect(readTyped(facilityFields, typed, facilityLabels)).toEqual({
    ok: false,
    problems: {
      name: 'Name is missing',
      npi: 'NPI of the facility must be 10 digits',
      state: 'State must be two letters, such as OH',
    },
  });
});
