import { type FacilityGap, facilityGaps, gapNames } from '../../shared/facilities/claim-gaps.ts';
import type { Facility } from '../../shared/facilities/contract.ts';
import { isPlaceCode, placeCodes, placeNames } from '../../shared/facilities/place-of-service.ts';
import { zipInWords } from '../../shared/payers/postal-address.ts';

/** A place of care as it stands in the form; a place of service of '' means none. */
export type FacilityEntry = {
  readonly name: string;
  readonly placeOfService: string;
  readonly npi: string;
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly phone: string;
};

export const facilityLabels = {
  name: 'Name',
  placeOfService: 'Place of service',
  npi: 'NPI of the facility',
  addressLine: 'Street',
  city: 'City',
  state: 'State',
  postalCode: 'ZIP+4',
  phone: 'Telephone',
} as const;

export const blankFacility: FacilityEntry = {
  name: '',
  placeOfService: '',
  npi: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  phone: '',
};

/** A code that is none of the list, as an import may have brought it, is asked for anew. */
export function facilityEntryOf(facility: Facility): FacilityEntry {
  const { name, placeOfService, npi, addressLine, city, state, postalCode, phone } = facility;
  return {
    name,
    placeOfService: placeOfService !== null && isPlaceCode(placeOfService) ? placeOfService : '',
    npi: npi ?? '',
    addressLine: addressLine ?? '',
    city: city ?? '',
    state: state ?? '',
    postalCode: postalCode === null ? '' : zipInWords(postalCode),
    phone: phone ?? '',
  };
}

export const placeOptions = [
  { key: '', label: 'Not said' },
  ...placeCodes.map((code) => ({ key: code, label: `${code} ${placeNames[code] ?? ''}` })),
];

function saidOrNull(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}

/** What is missing for claims from what is typed so far. */
export function typedGaps(entry: FacilityEntry): readonly FacilityGap[] {
  return facilityGaps({
    placeOfService: saidOrNull(entry.placeOfService),
    addressLine: saidOrNull(entry.addressLine),
    city: saidOrNull(entry.city),
    state: saidOrNull(entry.state.toUpperCase()),
    postalCode: saidOrNull(entry.postalCode),
  });
}

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** What is missing for claims as a sentence; empty where nothing is. */
export function gapsInWords(gaps: readonly FacilityGap[]): string {
  return gaps.length === 0 ? '' : `Claims need ${list.format(gaps.map((gap) => gapNames[gap]))}.`;
}
