import type { CareProvider, Claim, ClaimLine, PostalAddress } from '../../billing/claim.ts';
import { type Composite, type Fields, writeSegment } from './write-segment.ts';

/** What is the same in all messages of a file. */
export type Hl7Envelope = {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** As HL7 writes it: `20260115143000+0000`. */
  readonly sentAt: string;
  /** T for messages that must change nothing at the receiver. */
  readonly processing: 'P' | 'T';
  /** Who gives the medical record numbers: PID-3.4. */
  readonly assigningAuthority: string;
};

const hl7Day = (date: string): string => date.replaceAll('-', '');
const dollars = (cents: number): string =>
  `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

function providerOf({ npi, last, first }: CareProvider): Composite {
  return [npi, last, first, '', '', '', '', '', 'NPI', '', '', '', 'NPI'];
}

const addressOf = ({ addressLine, city, state, postalCode }: PostalAddress): Composite => [
  addressLine,
  '',
  city,
  state,
  postalCode,
];

/** Table 0396: HCPCS Level II codes begin with a letter, CPT's with a digit. Numbers only, no words. */
const codeOf = (code: string): Composite => [code, '', /^[A-Z]/i.test(code) ? 'HCPCS' : 'C4'];

/** Why a claim cannot go out as charges, in words; or null. */
export function dftRefusal({ frequency }: Pick<Claim, 'frequency'>): string | null {
  // P03 has no replacement: charges alone would be charged twice.
  return frequency === '7'
    ? 'A replacement cannot be sent as HL7 charges: void the original, and send the new claim as an original.'
    : null;
}

function headerOf(claim: Claim, envelope: Hl7Envelope): string {
  return [
    writeSegment('MSH', {
      3: envelope.sendingApplication,
      4: envelope.sendingFacility,
      5: envelope.receivingApplication,
      6: envelope.receivingFacility,
      7: envelope.sentAt,
      9: ['DFT', 'P03', 'DFT_P03'],
      10: claim.controlNumber,
      11: envelope.processing,
      12: '2.5.1',
      18: 'UNICODE UTF-8',
    }),
    writeSegment('EVN', { 1: 'P03', 2: envelope.sentAt }),
  ].join('');
}

function patientOf(claim: Claim, envelope: Hl7Envelope): string {
  const person = claim.dependent ?? claim.subscriber;
  const identifier: Composite =
    claim.mrn === null
      ? [claim.subscriber.memberId, '', '', claim.payer.payerId, 'MB']
      : [claim.mrn, '', '', envelope.assigningAuthority, 'MR'];
  return writeSegment('PID', {
    1: '1',
    3: identifier,
    5: [person.last, person.first],
    7: hl7Day(person.birthOn),
    8: person.sex,
    11: addressOf(person.address),
    18: claim.controlNumber,
  });
}

/** Place of service, then where that is. */
function placeOf({ placeOfService, facility, billing }: Claim): Composite {
  return [placeOfService, '', '', facility?.name ?? billing.name];
}

function visitOf(claim: Claim): string {
  return writeSegment('PV1', {
    1: '1',
    2: 'O',
    3: placeOf(claim),
    7: providerOf(claim.rendering),
    ...(claim.referring && { 8: providerOf(claim.referring) }),
    19: claim.controlNumber,
  });
}

function chargeOf(claim: Claim, line: ClaimLine, setId: number): string {
  const unitCents = line.chargeCents / line.units;
  const fields: Fields = {
    1: String(setId),
    2: line.id,
    4: hl7Day(line.servedOn),
    6: claim.frequency === '8' ? 'CD' : 'CG',
    7: codeOf(line.procedureCode),
    8: line.narrative ?? '',
    10: String(line.units),
    11: [[dollars(line.chargeCents), 'USD']],
    12: Number.isInteger(unitCents) ? [[dollars(unitCents), 'USD']] : '',
    14: [claim.payer.payerId, claim.payer.name],
    16: placeOf(claim),
    19: {
      repeats: line.pointers
        .map((pointer) => claim.diagnoses[pointer - 1])
        .filter((code) => code !== undefined)
        .map((code) => [code, '', 'I10C']),
    },
    20: providerOf(claim.rendering),
    21: line.ordering ? providerOf(line.ordering) : '',
    25: codeOf(line.procedureCode),
    26: { repeats: line.modifiers },
  };
  return writeSegment('FT1', fields);
}

/**
 * A claim as one DFT^P03 of HL7 2.5.1, whose segments end in CR: a charge (CG) for each line, or a credit
 * (CD) for each line of a voided claim. The claim's control number is the message's as well, so that the same
 * claim sent twice can be told. Amounts are dollars, places of service and codes stand without words.
 * Throws for a claim of which `dftRefusal` gives a reason.
 */
export function writeDftMessage(claim: Claim, envelope: Hl7Envelope): string {
  const refusal = dftRefusal(claim);
  if (refusal !== null) throw new Error(refusal);
  return [
    headerOf(claim, envelope),
    patientOf(claim, envelope),
    visitOf(claim),
    ...claim.lines.map((line, at) => chargeOf(claim, line, at + 1)),
  ].join('');
}

/** One message after another, so that a batch of any size goes out without being held in memory. */
export async function* writeDft(
  claims: AsyncIterable<Claim> | Iterable<Claim>,
  envelope: Hl7Envelope,
): AsyncGenerator<string> {
  for await (const claim of claims) yield writeDftMessage(claim, envelope);
}
