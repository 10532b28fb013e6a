import { Hl7Message as SecondReader } from '@medplum/core';
import { expect, test } from 'vitest';
import type { Claim, ClaimLine } from '../../billing/claim.ts';
import { readMessage, repetitionsOf, segmentsNamed, textAt } from './message.ts';
import { dftRefusal, type Hl7Envelope, writeDft, writeDftMessage } from './write-dft.ts';

const envelope: Hl7Envelope = {
  sendingApplication: 'CARETRAIL',
  sendingFacility: 'Wound & Skin Clinic',
  receivingApplication: 'PM',
  receivingFacility: 'BILLING',
  sentAt: '20260115143000+0000',
  processing: 'P',
  assigningAuthority: 'CARETRAIL',
};

const address = {
  addressLine: '1 Main St',
  city: 'Springfield',
  state: 'IL',
  postalCode: '627010001',
};

const line: ClaimLine = {
  id: 'TR-0001-1',
  procedureCode: '15275',
  modifiers: ['RT', '59'],
  chargeCents: 35_000,
  units: 1,
  addsTo: null,
  servedOn: '2026-01-14',
  pointers: [2, 1],
  narrative: null,
  item: null,
  ordering: null,
  decisions: [],
  explanation: [],
  treatmentRecordIds: [],
};

const claim: Claim = {
  controlNumber: 'WC-2026-000123',
  frequency: '1',
  originalReference: null,
  payer: { name: 'Medicare', payerId: '12345', filingCode: 'MB', address: null },
  billing: {
    name: 'Wound Clinic',
    npi: '1234567893',
    ein: '123456789',
    taxonomy: null,
    address,
    phone: '2175550100',
  },
  subscriber: {
    last: 'Example|Two',
    first: 'Patricia\nAnn',
    birthOn: '1950-02-28',
    sex: 'F',
    address,
    memberId: '1EG4TE5MK73',
    groupNumber: null,
    responsibility: 'P',
    medicareSecondaryReason: null,
  },
  dependent: null,
  otherInsurances: [],
  mrn: 'MRN00042',
  placeOfService: '11',
  facility: null,
  rendering: { last: 'Clinician', first: 'Casey', npi: '1245319599', taxonomy: null },
  supervising: null,
  referring: null,
  priorAuthorization: null,
  diagnoses: ['E11.621', 'L97.512'],
  lines: [
    line,
    {
      ...line,
      id: 'TR-0001-2',
      procedureCode: 'Q4186',
      modifiers: [],
      chargeCents: 237_005,
      units: 15,
      pointers: [1],
      narrative: 'Sheet 4x4 cm ~ LOT A^1',
    },
  ],
};

test('a claim goes out as charges, one for each line, in the order of the standard', () => {
  expect(writeDftMessage(claim, envelope).split('\r')).toEqual([
    'MSH|^~\\&|CARETRAIL|Wound \\T\\ Skin Clinic|PM|BILLING|20260115143000+0000||DFT^P03^DFT_P03|WC-2026-000123|P|2.5.1||||||UNICODE UTF-8',
    'EVN|P03|20260115143000+0000',
    'PID|1||MRN00042^^^CARETRAIL^MR||Example\\F\\Two^Patricia\\.br\\Ann||19500228|F|||1 Main St^^Springfield^IL^627010001|||||||WC-2026-000123',
    'PV1|1|O|11^^^Wound Clinic||||1245319599^Clinician^Casey^^^^^^NPI^^^^NPI||||||||||||WC-2026-000123',
    'FT1|1|TR-0001-1||20260114||CG|15275^^C4|||1|350.00&USD|350.00&USD||12345^Medicare||11^^^Wound Clinic|||L97.512^^I10C~E11.621^^I10C|1245319599^Clinician^Casey^^^^^^NPI^^^^NPI|||||15275^^C4|RT~59',
    'FT1|2|TR-0001-2||20260114||CG|Q4186^^HCPCS|Sheet 4x4 cm \\R\\ LOT A\\S\\1||15|2370.05&USD|||12345^Medicare||11^^^Wound Clinic|||E11.621^^I10C|1245319599^Clinician^Casey^^^^^^NPI^^^^NPI|||||Q4186^^HCPCS',
    '',
  ]);
});

test('another reader finds each part where the standard has it', () => {
  const second = SecondReader.parse(writeDftMessage(claim, envelope));
  const charges = second.segments.filter(({ name }) => name === 'FT1');
  expect(charges.map((charge) => charge.getField(7).getComponent(1))).toEqual(['15275', 'Q4186']);
  expect(charges.map((charge) => charge.getField(10).toString())).toEqual(['1', '15']);
  expect(second.getSegment('PID')?.getField(7).toString()).toBe('19500228');
});

test('a name with separators and a line end is read back whole', () => {
  const message = readMessage(writeDftMessage(claim, envelope));
  const read = message.ok ? message.value : null;
  const [pid] = read ? segmentsNamed(read, 'PID') : [];
  const [name] = read && pid ? repetitionsOf(read, pid, 5) : [];
  expect([textAt(name, 1), textAt(name, 2)]).toEqual(['Example|Two', 'Patricia\nAnn']);
});

test('the patient of a dependent is the dependent, and one without MRN is known by the member id', () => {
  const dependent = { ...claim.subscriber, last: 'Child', first: 'Ann', relationshipCode: '19' };
  const text = writeDftMessage({ ...claim, dependent, mrn: null }, envelope);
  expect(text).toContain('\rPID|1||1EG4TE5MK73^^^12345^MB||Child^Ann|');
});

test('a voided claim takes its charges back, and a replacement is refused rather than charged twice', () => {
  expect(writeDftMessage({ ...claim, frequency: '8' }, envelope)).toContain('||CD|15275');
  expect(dftRefusal(claim)).toBeNull();
  const replacement: Claim = { ...claim, frequency: '7' };
  expect(dftRefusal(replacement)).toContain('cannot be sent');
  expect(() => writeDftMessage(replacement, envelope)).toThrow('cannot be sent');
});

test('claims go out one by one: the next is asked for only when the one before is taken', async () => {
  const asked: string[] = [];
  function* many() {
    for (let number = 1; number <= 3; number += 1) {
      asked.push(String(number));
      yield { ...claim, controlNumber: `C${number}` };
    }
  }
  const messages = writeDft(many(), envelope);
  expect((await messages.next()).value).toContain('|C1|P|');
  expect(asked).toEqual(['1']);
  for await (const message of messages) expect(message).toMatch(/\|C[23]\|P\|/);
  expect(asked).toEqual(['1', '2', '3']);
});
