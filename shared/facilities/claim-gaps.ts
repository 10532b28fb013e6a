import { isHalfAddress, isPostOfficeBox } from '../payers/postal-address.ts';
import type { Facility } from './contract.ts';
import { HOME } from './place-of-service.ts';

/** What a claim for care at a facility needs, in the middle of a sentence. */
export const gapNames = {
  placeOfService: 'the place of service',
  address: 'a whole street address',
  state: 'the state as two letters',
  zipPlusFour: 'the ZIP+4 with all nine digits',
} as const;

export type FacilityGap = keyof typeof gapNames;

type Described = Pick<Facility, 'placeOfService' | 'addressLine' | 'city' | 'state' | 'postalCode'>;

function addressGaps(facility: Described): readonly FacilityGap[] {
  const { addressLine, state, postalCode } = facility;
  if (addressLine === null || isHalfAddress(facility) || isPostOfficeBox(addressLine))
    return ['address'];
  const gaps: FacilityGap[] = [];
  if (!/^[A-Z]{2}$/.test(state ?? '')) gaps.push('state');
  if (!/^\d{5}-?\d{4}$/.test(postalCode ?? '')) gaps.push('zipPlusFour');
  return gaps;
}

/** What a facility lacks for claims. Care at home is claimed with the patient's own address. */
export function facilityGaps(facility: Described): readonly FacilityGap[] {
  if (facility.placeOfService === HOME) return [];
  const place: readonly FacilityGap[] = facility.placeOfService === null ? ['placeOfService'] : [];
  return [...place, ...addressGaps(facility)];
}
