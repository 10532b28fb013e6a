import type {
  BillingProvider,
  CareProvider,
  Claim,
  ClaimPerson,
  Dependent,
  PersonName,
  PostalAddress,
  ServiceFacility,
  Subscriber,
} from '../claim.ts';
import { totalCentsOf } from '../claim.ts';
import { mbiOf } from '../mbi.ts';
import { dollarsOf } from './amount.ts';
import { compositeOf, segmentOf, x12DateOf } from './segment.ts';
import { streetElementsOf, x12TextOf } from './x12-text.ts';

/** Lengths that 005010X222A1 gives the elements of free text. */
export const TEXT_LENGTHS = { lastName: 60, firstName: 35, street: 55, city: 30 } as const;

/** Claim filing codes under which the member id is a Medicare beneficiary identifier. */
export const MEDICARE_FILING_CODES: readonly string[] = ['MA', 'MB'];

/** One level of the hierarchy: its number, its parent's (null at the top), and if levels hang below. */
export type HierarchicalLevel = {
  readonly number: number;
  readonly parent: number | null;
  readonly hasChildren: boolean;
};

function levelOf({ number, parent, hasChildren }: HierarchicalLevel, code: string): string {
  return segmentOf(
    'HL',
    String(number),
    parent === null ? '' : String(parent),
    code,
    hasChildren ? '1' : '0',
  );
}

export function addressSegments({
  addressLine,
  city,
  state,
  postalCode,
}: PostalAddress): readonly string[] {
  return [
    segmentOf('N3', ...streetElementsOf(addressLine, TEXT_LENGTHS.street)),
    segmentOf('N4', x12TextOf(city, TEXT_LENGTHS.city), x12TextOf(state, 2), postalCode),
  ];
}

export function namesOf({ last, first }: PersonName): readonly [string, string] {
  return [x12TextOf(last, TEXT_LENGTHS.lastName), x12TextOf(first, TEXT_LENGTHS.firstName)];
}

function personOf(entity: string, person: ClaimPerson, id: readonly string[]): readonly string[] {
  return [
    segmentOf('NM1', entity, '1', ...namesOf(person), '', '', '', ...id),
    ...addressSegments(person.address),
    segmentOf('DMG', 'D8', x12DateOf(person.birthOn), person.sex),
  ];
}

/** A provider who is a person, by NPI. */
export function careProviderOf(entity: string, provider: CareProvider): string {
  return segmentOf('NM1', entity, '1', ...namesOf(provider), '', '', '', 'XX', provider.npi);
}

/** Loops 2000A and 2010AA. The provider's phone goes out when it is not the submitter's. */
export function billingLoopOf(
  billing: BillingProvider,
  level: HierarchicalLevel,
  submitterPhone: string,
): readonly string[] {
  const name = x12TextOf(billing.name, TEXT_LENGTHS.lastName);
  const segments = [levelOf(level, '20')];
  if (billing.taxonomy !== null) segments.push(segmentOf('PRV', 'BI', 'PXC', billing.taxonomy));
  segments.push(
    segmentOf('NM1', '85', '2', name, '', '', '', '', 'XX', billing.npi),
    ...addressSegments(billing.address),
    segmentOf('REF', 'EI', billing.ein),
  );
  if (billing.phone !== submitterPhone) {
    segments.push(segmentOf('PER', 'IC', name, 'TE', billing.phone));
  }
  return segments;
}

export function memberIdOf({ memberId }: Subscriber, filingCode: string): string {
  return (MEDICARE_FILING_CODES.includes(filingCode) ? mbiOf(memberId) : null) ?? memberId;
}

/** Loops 2000B, 2010BA and 2010BB. */
export function subscriberLoopOf(
  { subscriber, payer, dependent }: Pick<Claim, 'subscriber' | 'payer' | 'dependent'>,
  level: HierarchicalLevel,
): readonly string[] {
  const relationship = dependent === null ? '18' : '';
  return [
    levelOf(level, '22'),
    segmentOf(
      'SBR',
      subscriber.responsibility,
      relationship,
      subscriber.groupNumber ?? '',
      '',
      subscriber.medicareSecondaryReason ?? '',
      '',
      '',
      '',
      payer.filingCode,
    ),
    ...personOf('IL', subscriber, ['MI', memberIdOf(subscriber, payer.filingCode)]),
    segmentOf('NM1', 'PR', '2', x12TextOf(payer.name, 60), '', '', '', '', 'PI', payer.payerId),
  ];
}

/** Loops 2000C and 2010CA. */
export function dependentLoopOf(dependent: Dependent, level: HierarchicalLevel): readonly string[] {
  return [
    levelOf(level, '23'),
    segmentOf('PAT', dependent.relationshipCode),
    ...personOf('QC', dependent, []),
  ];
}

function isSamePlace(one: PostalAddress, other: PostalAddress): boolean {
  return addressSegments(one).join('') === addressSegments(other).join('');
}

/** Loop 2310C is sent only for another place than the billing provider's own address. */
function facilityLoopOf(
  facility: ServiceFacility | null,
  billing: BillingProvider,
): readonly string[] {
  if (facility === null || isSamePlace(facility.address, billing.address)) return [];
  const id = facility.npi === null ? [] : ['XX', facility.npi];
  const name = x12TextOf(facility.name, TEXT_LENGTHS.lastName);
  return [
    segmentOf('NM1', '77', '2', name, '', '', '', '', ...id),
    ...addressSegments(facility.address),
  ];
}

/** Loops 2310A to 2310D, in the standard's order. */
function partyLoopsOf(claim: Claim): readonly string[] {
  const { referring, rendering, supervising, billing, facility } = claim;
  const segments: string[] = [];
  if (referring) segments.push(careProviderOf('DN', referring));
  // A rendering provider who is the billing provider is named once, in 2010AA.
  if (rendering.npi !== billing.npi) {
    segments.push(careProviderOf('82', rendering));
    if (rendering.taxonomy !== null)
      segments.push(segmentOf('PRV', 'PE', 'PXC', rendering.taxonomy));
  }
  segments.push(...facilityLoopOf(facility, billing));
  if (supervising) segments.push(careProviderOf('DQ', supervising));
  return segments;
}

function diagnosesOf(diagnoses: readonly string[]): string {
  const composites = diagnoses.map((code, index) =>
    compositeOf(index === 0 ? 'ABK' : 'ABF', code.replaceAll('.', '')),
  );
  return segmentOf('HI', ...composites);
}

/** Loop 2300 and the 2310 loops; other insurances and the service lines follow. */
export function claimLoopOf(claim: Claim): readonly string[] {
  const { controlNumber, placeOfService, frequency, priorAuthorization, originalReference } = claim;
  const place = compositeOf(placeOfService, 'B', frequency);
  const total = dollarsOf(totalCentsOf(claim));
  const segments = [segmentOf('CLM', controlNumber, total, '', '', place, 'Y', 'A', 'Y', 'Y')];
  if (priorAuthorization) segments.push(segmentOf('REF', 'G1', priorAuthorization));
  if (frequency !== '1') segments.push(segmentOf('REF', 'F8', originalReference ?? ''));
  if (claim.mrn) segments.push(segmentOf('REF', 'EA', claim.mrn));
  segments.push(diagnosesOf(claim.diagnoses), ...partyLoopsOf(claim));
  return segments;
}
