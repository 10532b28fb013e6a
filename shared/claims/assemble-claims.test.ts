import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facility } from '../facilities/contract.ts';
import type { Coverage } from '../payers/coverage.ts';
import { assembleClaims, type AssemblyTerms } from './assemble-claims.ts';
import { noChoices, type StaffMember, type TreatmentFacts } from './treatment-facts.ts';

const payer = (id: string) => ({
  id,
  name: `Payer ${id}`,
  payerCode: id,
  filingCode: 'CI',
  addressLine: null,
  city: null,
  state: null,
  postalCode: null,
  wantsItemIdentifier: false,
  isActive: true,
  version: 1,
});

const office: Facility = {
  id: 'office',
  name: 'Clinic',
  placeOfService: '11',
  npi: '1234567893',
  addressLine: '1 Example Street',
  city: 'Davis',
  state: 'CA',
  postalCode: '956161234',
  phone: null,
  isActive: true,
  version: 1,
};

const clinician: StaffMember = {
  userId: 'c',
  last: 'Clinician',
  first: 'Casey',
  npi: '1245319599',
  taxonomy: null,
  isClinician: true,
};
const nurse: StaffMember = {
  ...clinician,
  userId: 'n',
  last: 'Nurse',
  npi: null,
  isClinician: false,
};

const coverage = (payerId: string): Coverage => ({
  id: `coverage ${payerId}`,
  patientId: 'p',
  payerId,
  payerName: payerId,
  filingCode: 'CI',
  priority: 1,
  memberId: 'M-1',
  groupNumber: null,
  relationshipCode: '18',
  subscriberFirstName: null,
  subscriberLastName: null,
  subscriberBirthOn: null,
  subscriberSex: null,
  subscriberAddressLine: null,
  subscriberCity: null,
  subscriberState: null,
  subscriberPostalCode: null,
  startsOn: '2020-01-01',
  endsOn: null,
  authorizations: [],
  voidedAt: null,
  voidReason: null,
  version: 1,
});

const treatment = (id: string, over: Partial<TreatmentFacts> = {}): TreatmentFacts => ({
  treatmentRecordId: id,
  servedOn: '2026-03-09',
  patient: {
    id: 'p',
    last: 'Example',
    first: 'Zoë',
    birthOn: '1950-01-01',
    sex: 'female',
    mrn: null,
    addressLine: '7 Sample Lane',
    city: 'Davis',
    state: 'CA',
    postalCode: '95616',
  },
  use: {
    treatmentRecordId: id,
    woundId: null,
    productName: 'Foam',
    hcpcsCode: 'A6209',
    billingUnit: 'each',
    productClass: 'dressing',
    isBiologic: false,
    pieces: 1,
    pieceMm2: null,
    appliedMm2: null,
    discardedMm2: null,
    lotNumber: null,
    applicationNumber: null,
  },
  productId: 'foam',
  wound: null,
  ownDiagnoses: ['L89.154'],
  listedDiagnoses: [],
  coverages: [coverage('one')],
  facility: office,
  performer: clinician,
  signer: clinician,
  cosigner: null,
  orderer: null,
  item: null,
  choices: noChoices,
  ...over,
});

const byThePiece = {
  kind: 'productUnits',
  parameters: { billingUnit: 'each', rounding: 'up' },
  examples: [],
} as const;

const terms: AssemblyTerms = {
  organisation: {
    id: 'o',
    name: 'Clinic',
    npi: '1234567893',
    ein: '123456789',
    taxonomy: null,
    addressLine: '1 Example Street',
    city: 'Davis',
    state: 'CA',
    postalCode: '956161234',
    phone: '5305550100',
    contactName: 'C',
    submitterId: 'S1',
    receiverName: 'R',
    receiverId: 'R1',
    sendsTests: true,
    version: 1,
  },
  payerOf: (id) => payer(id),
  facilityOf: (id) => (id === 'office' ? office : undefined),
  rules: [
    {
      id: 'rule',
      title: 'By the piece',
      scope: { of: 'everybody' },
      content: byThePiece,
      effectiveFrom: '2020-01-01',
      effectiveTo: null,
      source: 'Test',
      asOfOn: '2020-01-01',
      isActive: true,
      isExample: false,
      version: 1,
    },
  ],
  unitCentsOf: () => () => 780,
  faultOfCode: () => null,
  today: '2026-03-10',
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
