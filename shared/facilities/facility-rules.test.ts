import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { facilityGaps } from './claim-gaps.ts';
import { facilityFields } from './contract.ts';
import { offeredFacilities } from './offered-facilities.ts';
import { isPlaceCode, placeCodes, placeInWords } from './place-of-service.ts';

const complete = {
  placeOfService: '11',
  addressLine: '100 Example Avenue',
  city: 'Riverbend',
  state: 'OH',
  postalCode: '430010001',
};

describe('a facility lacks for claims', () => {
  test.for([
    ['nothing', {}, []],
    ['nothing, with a dash in its ZIP+4', { postalCode: '43001-0001' }, []],
    ['its place of service', { placeOfService: null }, ['placeOfService']],
    ['four digits of its ZIP code', { postalCode: '43001' }, ['zipPlusFour']],
    ['its state as letters', { state: 'Ohio' }, ['state']],
    ['a part of its address', { city: null }, ['address']],
    ['a building', { addressLine: 'PO Box 7' }, ['address']],
    [
      'both, as an import brings it',
      { placeOfService: null, state: 'Ohio', postalCode: '43001' },
      ['placeOfService', 'state', 'zipPlusFour'],
    ],
    ['no address where care is given at home', { placeOfService: '12', addressLine: null }, []],
  ] as const)('%s', ([, change, gaps]) => {
    expect(facilityGaps({ ...complete, ...change })).toEqual(gaps);
  });
});

test('the places of service are codes of two digits in order, each with its words', () => {
  expect(placeCodes.filter((code) => !/^\d{2}$/.test(code))).toEqual([]);
  expect(placeCodes).toEqual([...new Set(placeCodes)].toSorted());
  expect(['11', '31', '22'].map(placeInWords)).toEqual([
    '11 Office',
    '31 Skilled nursing facility',
    '22 On campus outpatient hospital',
  ]);
  expect([placeInWords('28'), placeInWords(null)]).toEqual(['28', '']);
  expect(['28', 'toString', '1'].map(isPlaceCode)).toEqual([false, false, false]);
});

test('what is typed is kept as claims write it', () => {
  const typed = {
    name: ' North Clinic ',
    placeOfService: '11',
    npi: '1234-567-893',
    addressLine: '100 Example Avenue',
    city: 'Riverbend',
    state: 'oh',
    postalCode: '43001-0001',
    phone: '',
  };
  expect(z.object(facilityFields).parse(typed)).toEqual({
    ...typed,
    name: 'North Clinic',
    npi: '1234567893',
    state: 'OH',
    postalCode: '430010001',
    phone: null,
  });
});

test('a form offers the facilities in use, and the one that it names already', () => {
  const north = { id: 'n', name: 'North', isActive: true };
  const south = { id: 's', name: 'South', isActive: false };
  expect(offeredFacilities([north, south], '')).toEqual([{ key: 'n', label: 'North' }]);
  expect(offeredFacilities([north, south], 's')).toEqual([
    { key: 'n', label: 'North' },
    { key: 's', label: 'South (no longer used)' },
  ]);
});
