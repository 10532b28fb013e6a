import { describe, expect, test } from 'vitest';
import type { Claim, ClaimLine, Dependent } from '../claim.ts';
import { problemsOf } from './check-claim.ts';
import type { ClaimProblemCode } from './claim-problem.ts';
import { exampleClaim } from './example-claim.ts';

const TODAY = '2026-01-15';
const { billing, subscriber, payer, rendering } = exampleClaim;
const [line] = exampleClaim.lines as readonly [ClaimLine, ...ClaimLine[]];
const child: Dependent = { ...subscriber, relationshipCode: '19' };
const place = { name: 'Nursing home', npi: null, address: billing.address };
const commercial = { ...payer, filingCode: 'CI' };

const ofBilling = (change: Partial<Claim['billing']>) => ({ billing: { ...billing, ...change } });
const ofAddress = (change: Partial<Claim['billing']['address']>) =>
  ofBilling({ address: { ...billing.address, ...change } });
const ofSubscriber = (change: Partial<Claim['subscriber']>) => ({
  subscriber: { ...subscriber, ...change },
});
const ofLine = (change: Partial<ClaimLine>) => ({ lines: [{ ...line, ...change }] });
const codes = (count: number) =>
  Array.from({ length: count }, (_, index) => `L97.5${index}1`.slice(0, 7));

type Case = readonly [what: string, change: Partial<Claim>, field: string, code: ClaimProblemCode];

const numbers: readonly Case[] = [
  [
    'a control number of 21 characters',
    { controlNumber: 'A'.repeat(21) },
    'controlNumber',
    'badIdentifier',
  ],
  [
    'a control number with a separator',
    { controlNumber: 'WC*1' },
    'controlNumber',
    'badIdentifier',
  ],
  ['an empty control number', { controlNumber: '' }, 'controlNumber', 'badIdentifier'],
  ['a void without its original', { frequency: '8' }, 'originalReference', 'missingOriginal'],
  [
    'an original that names an earlier claim',
    { originalReference: '1' },
    'originalReference',
    'unexpectedOriginal',
  ],
  [
    'an authorization with a tilde',
    { priorAuthorization: 'PA~1' },
    'priorAuthorization',
    'badIdentifier',
  ],
  ['a record number over 50 characters', { mrn: 'A'.repeat(51) }, 'mrn', 'tooLong'],
];

const parties: readonly Case[] = [
  ['an NPI that lacks a digit', ofBilling({ npi: '123456789' }), 'billing.npi', 'badNpi'],
  [
    'a rendering NPI with a wrong check digit',
    { rendering: { ...rendering, npi: '1245319598' } },
    'rendering.npi',
    'badNpi',
  ],
  [
    'a referring NPI that begins with 3',
    { referring: { ...rendering, npi: '3234567899' } },
    'referring.npi',
    'badNpi',
  ],
  [
    'a supervising NPI with a letter',
    { supervising: { ...rendering, npi: 'A245319599' } },
    'supervising.npi',
    'badNpi',
  ],
  [
    'a facility NPI of zeros',
    { facility: { ...place, npi: '0000000000' } },
    'facility.npi',
    'badNpi',
  ],
  ['an EIN of eight digits', ofBilling({ ein: '12345678' }), 'billing.ein', 'badEin'],
  ['an EIN with a dash', ofBilling({ ein: '12-3456789' }), 'billing.ein', 'badEin'],
  [
    'a taxonomy code that is too short',
    ofBilling({ taxonomy: '261Q' }),
    'billing.taxonomy',
    'badTaxonomy',
  ],
  ['a phone of seven digits', ofBilling({ phone: '5550100' }), 'billing.phone', 'badPhone'],
  [
    'a billing ZIP without +4',
    ofAddress({ postalCode: '95616' }),
    'billing.address.postalCode',
    'badPostalCode',
  ],
  [
    'a ZIP with its dash',
    ofAddress({ postalCode: '95616-1234' }),
    'billing.address.postalCode',
    'badPostalCode',
  ],
  [
    'a facility ZIP without +4',
    { facility: { ...place, address: { ...place.address, postalCode: '95616' } } },
    'facility.address.postalCode',
    'badPostalCode',
  ],
  ['a state by its name', ofAddress({ state: 'California' }), 'billing.address.state', 'badState'],
  ['a clinic without a name', ofBilling({ name: ' ' }), 'billing.name', 'missing'],
  ['a clinic without a city', ofAddress({ city: '' }), 'billing.address.city', 'missing'],
  [
    'a street of 111 characters',
    ofAddress({ addressLine: '1'.repeat(111) }),
    'billing.address.addressLine',
    'tooLong',
  ],
  ['a payer without an id', { payer: { ...payer, payerId: '' } }, 'payer.payerId', 'missing'],
  [
    'an unknown filing code',
    { payer: { ...payer, filingCode: 'XX' } },
    'payer.filingCode',
    'badCode',
  ],
];

const people: readonly Case[] = [
  ['a wrong MBI', ofSubscriber({ memberId: '1SG4TE5MK73' }), 'subscriber.memberId', 'badMbi'],
  [
    'a wrong MBI under Medicare A',
    { payer: { ...payer, filingCode: 'MA' }, ...ofSubscriber({ memberId: 'W1' }) },
    'subscriber.memberId',
    'badMbi',
  ],
  [
    'no member id',
    { payer: commercial, ...ofSubscriber({ memberId: '' }) },
    'subscriber.memberId',
    'missing',
  ],
  [
    'a member id with an accent',
    { payer: commercial, ...ofSubscriber({ memberId: 'É1' }) },
    'subscriber.memberId',
    'badIdentifier',
  ],
  ['a name in another script', ofSubscriber({ last: '李' }), 'subscriber.last', 'unwritable'],
  [
    'a name that would lose a letter',
    ofSubscriber({ first: '李 Wei' }),
    'subscriber.first',
    'unwritable',
  ],
  ['a last name of separators', ofSubscriber({ last: '*~:^' }), 'subscriber.last', 'missing'],
  [
    'a birth date in the future',
    ofSubscriber({ birthOn: '2026-01-16' }),
    'subscriber.birthOn',
    'bornInFuture',
  ],
  [
    'a birth date that is no day',
    ofSubscriber({ birthOn: '2025-02-29' }),
    'subscriber.birthOn',
    'badDate',
  ],
  [
    'a second payer',
    ofSubscriber({ responsibility: 'S' }),
    'subscriber.responsibility',
    'otherPayerMissing',
  ],
  ['a dependent under Medicare', { dependent: child }, 'dependent', 'medicareDependent'],
  [
    'an unknown relationship',
    { payer: commercial, dependent: { ...child, relationshipCode: '99' } },
    'dependent.relationshipCode',
    'badCode',
  ],
  [
    'a dependent born in the future',
    { payer: commercial, dependent: { ...child, birthOn: '2030-01-01' } },
    'dependent.birthOn',
    'bornInFuture',
  ],
  ['a home visit without the address', { placeOfService: '12' }, 'facility', 'facilityMissing'],
  ['a place of service of one digit', { placeOfService: '1' }, 'placeOfService', 'badCode'],
];

const diagnoses: readonly Case[] = [
  ['no diagnosis', { diagnoses: [] }, 'diagnoses', 'noDiagnoses'],
  ['13 diagnoses', { diagnoses: codes(13) }, 'diagnoses', 'tooManyDiagnoses'],
  ['a diagnosis twice', { diagnoses: ['L97.512', 'L97512'] }, 'diagnoses.1', 'repeatedDiagnosis'],
  [
    'a diagnosis that is no code',
    { diagnoses: ['left heel', 'L97.512'] },
    'diagnoses.0',
    'badCode',
  ],
];

describe('what keeps a claim from being sent', () => {
  test('nothing does when all is right', () => {
    expect(problemsOf(exampleClaim, TODAY)).toEqual([]);
  });

  test.for([...numbers, ...parties, ...people, ...diagnoses])('%s', ([, change, field, code]) => {
    const problems = problemsOf({ ...exampleClaim, ...change }, TODAY);
    expect(problems.map((problem) => `${problem.field} ${problem.code}`)).toContain(
      `${field} ${code}`,
    );
  });

  test('no message repeats what the chart or the card says', () => {
    const secret = { last: '李SECRET', memberId: 'SECRET*', birthOn: 'SECRET' };
    const problems = problemsOf(
      {
        ...exampleClaim,
        ...ofSubscriber(secret),
        diagnoses: ['SECRET'],
        ...ofLine({ narrative: '李SECRET', procedureCode: 'SECRET' }),
      },
      TODAY,
    );
    expect(problems.length).toBeGreaterThan(4);
    expect(problems.map(({ message }) => message).join(' ')).not.toContain('SECRET');
  });
});

describe('a billing address', () => {
  test.for([
    'P.O. Box 12',
    'PO BOX 12',
    'p o box 12',
    'Post Office Box 9',
    'POB 9',
    '12 Main St, PO Box 9',
    'Box 12',
    'P.O.Box 4',
    'PO Drawer 3',
  ])('%s is a post office box', (addressLine) => {
    expect(
      problemsOf({ ...exampleClaim, ...ofAddress({ addressLine }) }, TODAY).map(({ code }) => code),
    ).toEqual(['postOfficeBox']);
  });

  test.for(['12 Boxwood Road', '1 Post Office Road', '9 Box Hill Lane', '3 Apollo Box Alley'])(
    '%s is a street',
    (addressLine) => {
      expect(problemsOf({ ...exampleClaim, ...ofAddress({ addressLine }) }, TODAY)).toEqual([]);
    },
  );
});

test.for(['Łukasz', 'Zoë*~:^\n', "O'Brien", '=cmd()'])('the name %j can be sent', (last) => {
  expect(problemsOf({ ...exampleClaim, ...ofSubscriber({ last }) }, TODAY)).toEqual([]);
});

test('somebody with one name only can be billed', () => {
  expect(problemsOf({ ...exampleClaim, ...ofSubscriber({ first: '' }) }, TODAY)).toEqual([]);
});
