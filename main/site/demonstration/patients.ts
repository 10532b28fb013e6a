import type { Allergy } from '../../../shared/allergies/contract.ts';
import type { Patient } from '../../../shared/patients/patient.ts';
import type { FacilityKey } from './people.ts';

type DemonstrationAllergy = Pick<Allergy, 'substance' | 'kind' | 'reaction' | 'severity'>;

export type DemonstrationPatient = {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthOn: string;
  readonly sex: Patient['sex'];
  readonly addressLine: string;
  /** Where this patient is treated. */
  readonly facility: FacilityKey;
  readonly diedDaysAgo?: number;
  readonly allergies?: readonly DemonstrationAllergy[];
};

const latex: DemonstrationAllergy = {
  substance: 'Latex',
  kind: 'allergy',
  reaction: 'Hives within minutes',
  severity: 'severe',
};
const adhesive: DemonstrationAllergy = {
  substance: 'Adhesive',
  kind: 'intolerance',
  reaction: 'Skin stripping and redness under tape',
  severity: 'moderate',
};
const silver: DemonstrationAllergy = {
  substance: 'Silver',
  kind: 'allergy',
  reaction: 'Contact dermatitis',
  severity: 'moderate',
};
const iodine: DemonstrationAllergy = {
  substance: 'Iodine',
  kind: 'allergy',
  reaction: 'Burning, blistering rash',
  severity: 'severe',
};
const bovineCollagen: DemonstrationAllergy = {
  substance: 'Bovine collagen',
  kind: 'objection',
  reaction: null,
  severity: null,
};

/** Fictional patients by MRN. Two are easily taken for each other; one has not been treated yet. */
export const patients = {
  'DEMO-0001': {
    firstName: 'Margaret',
    lastName: 'Hollis',
    birthOn: '1946-05-12',
    sex: 'female',
    addressLine: '12 Millrace Lane',
    facility: 'clinic',
    allergies: [latex],
  },
  'DEMO-0002': {
    firstName: 'Margarete',
    lastName: 'Hollis',
    birthOn: '1964-12-05',
    sex: 'female',
    addressLine: '47 Orchard Row',
    facility: 'clinic',
  },
  'DEMO-0003': {
    firstName: 'Octavio',
    lastName: 'Brightwater',
    birthOn: '1957-08-23',
    sex: 'male',
    addressLine: '8 Ferry Street',
    facility: 'clinic',
    allergies: [adhesive],
  },
  'DEMO-0004': {
    firstName: 'Jolán',
    lastName: 'Szőllősi',
    birthOn: '1939-11-02',
    sex: 'female',
    addressLine: '301 Linden Court, Apt 4',
    facility: 'home',
    allergies: [silver],
  },
  'DEMO-0005': {
    firstName: 'Nnamdi',
    lastName: 'Okonjo-Vale',
    birthOn: '1988-01-30',
    sex: 'male',
    addressLine: '59 Quarry Hill',
    facility: 'clinic',
    allergies: [iodine],
  },
  'DEMO-0006': {
    firstName: 'Prudence',
    lastName: 'Larkspur',
    birthOn: '1931-06-19',
    sex: 'female',
    addressLine: '2 Heron Close',
    facility: 'home',
    allergies: [adhesive, latex],
  },
  'DEMO-0007': {
    firstName: 'Wilhelmina',
    lastName: 'Tansy-Boone',
    birthOn: '1935-02-08',
    sex: 'female',
    addressLine: '77 Chapel Road',
    facility: 'home',
    diedDaysAgo: 26,
  },
  'DEMO-0008': {
    firstName: 'Teddy',
    lastName: 'Finch-Alvarado',
    birthOn: '2017-04-04',
    sex: 'male',
    addressLine: '15 Kite Street',
    facility: 'clinic',
  },
  'DEMO-0009': {
    firstName: 'Samira',
    lastName: 'Qadir-Wells',
    birthOn: '1979-09-15',
    sex: 'female',
    addressLine: '90 Lantern Way',
    facility: 'clinic',
    allergies: [bovineCollagen],
  },
  'DEMO-0010': {
    firstName: 'Ambrose',
    lastName: 'Thistlewood',
    birthOn: '1942-12-27',
    sex: 'male',
    addressLine: '6 Old Tollgate',
    facility: 'clinic',
  },
  'DEMO-0011': {
    firstName: 'Kai',
    lastName: 'Makanani-Reed',
    birthOn: '1999-07-11',
    sex: 'other',
    addressLine: '210 Harbor View',
    facility: 'clinic',
  },
  'DEMO-0012': {
    firstName: 'Ingeborg',
    lastName: 'Castellane',
    birthOn: '1953-10-03',
    sex: 'female',
    addressLine: '33 Weaver Street',
    facility: 'home',
    allergies: [iodine, silver],
  },
  'DEMO-0013': {
    firstName: 'Desmond',
    lastName: 'Applegarth',
    birthOn: '1961-03-29',
    sex: 'male',
    addressLine: '124 Station Road',
    facility: 'clinic',
  },
  'DEMO-0014': {
    firstName: 'Lucille',
    lastName: 'Fairweather',
    birthOn: '1975-05-21',
    sex: 'female',
    addressLine: '18 Juniper Bend',
    facility: 'clinic',
  },
} as const satisfies Readonly<Record<string, DemonstrationPatient>>;

export type DemonstrationMrn = keyof typeof patients;
