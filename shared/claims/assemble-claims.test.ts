import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assembleClaims } from './assemble-claims.ts';
import { clinician, clinicTerms as terms, coverage, office, treatment } from './example-facts.ts';
import { noChoices, type StaffMember } from './treatment-facts.ts';

const nurse: StaffMember = {
  ...clinician,
  userId: 'n',
  last: 'Nurse',
  npi: null,
  isClinician: false,
};

describe('treatments of a day', () => {
  test('share a claim where payer, place and provider are the same, with a line each', () => {
    const [claim, ...others] = assembleClaims([treatment('a'), treatment('b')], terms);
    expect(others).toEqual([]);
    expect(claim).toMatchObject({ problems: [], advice: [] });
    expect(claim?.claim?.lines).toHaveLength(2);
  });

  test.for([
    ['of another day', { servedOn: '2026-03-08' }],
    ['of another payer', { coverages: [coverage('two')] }],
    ['at another place', { facility: { ...office, placeOfService: '22' } }],
    ['by another provider', { performer: { ...clinician, npi: '1234567893' } }],
    ['under an authorization', { choices: { ...noChoices, priorAuthorization: 'PA-1' } }],
  ] as const)('%s are on a claim of their own', ([, over]) => {
    expect(assembleClaims([treatment('a'), treatment('b', over)], terms)).toHaveLength(2);
  });

  test.for([
    ['insurance', { coverages: [] }, 'NoCoverage', 'patient'],
    ['a facility', { facility: null }, 'NoFacility', 'choices'],
    [
      'a place of service',
      { facility: { ...office, placeOfService: null } },
      'NoPlaceOfService',
      'facility',
    ],
    ['an NPI', { performer: nurse, signer: nurse }, 'NoRendering', 'choices'],
  ] as const)(
    'without %s come to no claim, and say where that is put right',
    ([, over, code, place]) => {
      const [only] = assembleClaims([treatment('a', over)], terms);
      expect(only).toMatchObject({ claim: null, problems: [{ code, fix: { place } }] });
    },
  );

  test('that a nurse gave are billed by who answers for them, and say so', () => {
    const [only] = assembleClaims(
      [treatment('a', { performer: nurse, signer: nurse, orderer: clinician })],
      terms,
    );
    expect(only?.claim?.rendering.npi).toBe(clinician.npi);
    expect(only?.advice[0]).toMatch(/incident-to/);
  });

  test('at home name the home’s address, whose ZIP is put right on the chart', () => {
    const [only] = assembleClaims(
      [treatment('a', { facility: { ...office, placeOfService: '12' } })],
      terms,
    );
    expect(only?.claim?.facility?.address.addressLine).toBe('7 Sample Lane');
    expect(only?.problems).toMatchObject([{ code: 'badPostalCode', fix: { place: 'patient' } }]);
  });
});

test('every treatment stands in exactly one place, however they are mixed', () => {
  const days = fc.constantFrom('2026-03-07', '2026-03-08', '2026-03-09');
  const mixed = fc.array(
    fc.record({
      servedOn: days,
      isCovered: fc.boolean(),
      payerId: fc.constantFrom('one', 'two'),
      hasCode: fc.boolean(),
    }),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(mixed, (rows) => {
      const treatments = rows.map(({ servedOn, isCovered, payerId, hasCode }, index) => {
        const plain = treatment(`t${index}`);
        return {
          ...plain,
          servedOn,
          coverages: isCovered ? [coverage(payerId)] : [],
          use: { ...plain.use, hcpcsCode: hasCode ? 'A6209' : null },
        };
      });
      const placed = assembleClaims(treatments, terms).flatMap((each) =>
        each.treatments.map(({ treatmentRecordId }) => treatmentRecordId),
      );
      expect(placed.toSorted()).toEqual(
        treatments.map(({ treatmentRecordId }) => treatmentRecordId).toSorted(),
      );
    }),
  );
});
