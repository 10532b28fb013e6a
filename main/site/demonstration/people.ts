import type { Role } from '../../../shared/staff/role.ts';

/** Fictional places. The first NPI is the standard's example; no assigned NPI begins with 1000. */
export const facilities = {
  clinic: {
    name: 'Riverbend Wound Clinic',
    placeOfService: '11',
    npi: '1234567893',
    addressLine: '100 Example Avenue',
    city: 'Riverbend',
    state: 'OH',
    postalCode: '000010001',
    phone: '555-0100',
  },
  home: {
    name: 'Riverbend Home Visits',
    placeOfService: '12',
    npi: '1000000103',
    addressLine: '100 Example Avenue, Suite B',
    city: 'Riverbend',
    state: 'OH',
    postalCode: '000010001',
    phone: '555-0101',
  },
} as const;

export type FacilityKey = keyof typeof facilities;

type DemonstrationPerson = {
  readonly displayName: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly role: Role;
  readonly credential: string | null;
  readonly npi: string | null;
  /** NUCC code of the specialty, where claims name the person. */
  readonly taxonomy: string | null;
  readonly facility: FacilityKey;
};

/** Fictional staff, one for each role and a second nurse for home visits. */
export const people = {
  administrator: {
    displayName: 'Philippa Ashgrove',
    lastName: 'Ashgrove',
    firstName: 'Philippa',
    role: 'administrator',
    credential: null,
    npi: null,
    taxonomy: null,
    facility: 'clinic',
  },
  clinician: {
    displayName: 'Anjali Deshpande',
    lastName: 'Deshpande',
    firstName: 'Anjali',
    role: 'clinician',
    credential: 'MD, CWSP',
    npi: '1000000111',
    taxonomy: '207Q00000X',
    facility: 'clinic',
  },
  clinicNurse: {
    displayName: 'Hannah Winslow',
    lastName: 'Winslow',
    firstName: 'Hannah',
    role: 'nurse',
    credential: 'RN, WCC',
    npi: '1000000129',
    taxonomy: '163WW0000X',
    facility: 'clinic',
  },
  homeNurse: {
    displayName: 'Tomás Rivera-Lund',
    lastName: 'Rivera-Lund',
    firstName: 'Tomás',
    role: 'nurse',
    credential: 'RN',
    npi: '1000000137',
    taxonomy: '163WW0000X',
    facility: 'home',
  },
  supplyCoordinator: {
    displayName: 'Curtis Bellweather',
    lastName: 'Bellweather',
    firstName: 'Curtis',
    role: 'supply',
    credential: null,
    npi: null,
    taxonomy: null,
    facility: 'clinic',
  },
  biller: {
    displayName: 'Colleen Marsh',
    lastName: 'Marsh',
    firstName: 'Colleen',
    role: 'biller',
    credential: 'CPC',
    npi: null,
    taxonomy: null,
    facility: 'clinic',
  },
  complianceOfficer: {
    displayName: 'Ruth Abernathy',
    lastName: 'Abernathy',
    firstName: 'Ruth',
    role: 'compliance',
    credential: 'CHC',
    npi: null,
    taxonomy: null,
    facility: 'clinic',
  },
} as const satisfies Readonly<Record<string, DemonstrationPerson>>;

export type PersonKey = keyof typeof people;
/** Those who treat. */
export type PractitionerKey = 'clinician' | 'clinicNurse' | 'homeNurse';
