import type { Claim, ClaimLine, Dependent } from '../claim.ts';
import type { Envelope837P } from './envelope.ts';

const applicationLine: ClaimLine = {
  id: 'WC-2026-000123-1',
  procedureCode: '15275',
  modifiers: ['RT'],
  chargeCents: 35_000,
  units: 1,
  addsTo: null,
  servedOn: '2026-01-14',
  pointers: [2, 1],
  narrative: null,
  item: null,
  ordering: null,
  decisions: [],
  explanation: ['Up to the first 25 cm² on the foot.'],
  treatmentRecordIds: ['TR-0001'],
};

const productLine: ClaimLine = {
  ...applicationLine,
  id: 'WC-2026-000123-2',
  procedureCode: 'Q4186',
  modifiers: [],
  chargeCents: 237_050,
  units: 15,
  narrative: '4 × 4 cm sheet, 15 cm² applied, 1 cm² discarded',
  explanation: ['15 cm² were applied; one unit is 1 cm².'],
};

/** An invented wound claim: application and skin substitute, billed to Medicare; CMS's sample MBI. */
export const exampleClaim: Claim = {
  controlNumber: 'WC-2026-000123',
  frequency: '1',
  originalReference: null,
  payer: { name: 'Example Medicare Contractor', payerId: '12345', filingCode: 'MB', address: null },
  billing: {
    name: 'Example Wound Clinic',
    npi: '1234567893',
    ein: '123456789',
    taxonomy: '261QP2300X',
    address: {
      addressLine: '100 Example Street',
      city: 'Davis',
      state: 'CA',
      postalCode: '956161234',
    },
    phone: '5305550100',
  },
  subscriber: {
    last: 'Example',
    first: 'Zoë',
    birthOn: '1948-03-02',
    sex: 'F',
    address: {
      addressLine: '7 Sample Lane',
      city: 'Davis',
      state: 'CA',
      postalCode: '95616',
    },
    memberId: '1EG4-TE5-MK73',
    groupNumber: null,
    responsibility: 'P',
    medicareSecondaryReason: null,
  },
  dependent: null,
  otherInsurances: [],
  mrn: 'MRN00042',
  placeOfService: '11',
  facility: null,
  rendering: { last: 'Clinician', first: 'Casey', npi: '1245319599', taxonomy: '213E00000X' },
  supervising: null,
  referring: null,
  priorAuthorization: null,
  diagnoses: ['E11.621', 'L97.512'],
  lines: [applicationLine, productLine],
};

/** The same for a commercial payer, whose members may have dependents. */
export const exampleCommercialClaim: Claim = {
  ...exampleClaim,
  payer: { name: 'Example Health', payerId: '54321', filingCode: 'CI', address: null },
  subscriber: { ...exampleClaim.subscriber, memberId: 'W123456789', groupNumber: 'G-77' },
};

/** A child of the example's subscriber. */
export const exampleDependent: Dependent = {
  last: 'Example',
  first: 'Robin',
  birthOn: '2015-05-05',
  sex: 'U',
  address: exampleClaim.subscriber.address,
  relationshipCode: '19',
};

/** An envelope for the example claim, as a test file. */
export const exampleEnvelope: Envelope837P = {
  submitter: {
    name: 'Example Wound Clinic',
    interchangeQualifier: 'ZZ',
    interchangeId: 'EXAMPLECLINIC',
    applicationId: 'EXAMPLECLINIC',
    identifier: 'EX0001',
    contactName: 'Billing Office',
    phone: '5305550100',
  },
  receiver: {
    name: 'Example Clearinghouse',
    interchangeQualifier: 'ZZ',
    interchangeId: 'EXAMPLEHOUSE',
    applicationId: 'EXAMPLEHOUSE',
    identifier: 'CH0001',
  },
  controlNumbers: { interchange: 7, group: 7, transaction: 1 },
  madeAt: { date: '2026-01-15', time: '09:30' },
  isTest: true,
};
