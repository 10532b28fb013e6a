import { apart } from '../../shared/base/apart.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { formatCivilDate } from '../ui/format.ts';

/** `Lee, Ann`: as the patient lists have it. */
export function fullName({ firstName, lastName }: Pick<Patient, 'firstName' | 'lastName'>): string {
  return `${apart(lastName)}, ${apart(firstName)}`;
}

/** The two identifiers that stand beside a name: `Born 4 Mar 1950, MRN M-1`. */
export function identifierWords({ birthOn, mrn }: Pick<Patient, 'birthOn' | 'mrn'>): string {
  return `Born ${formatCivilDate(birthOn)}, ${mrn === null ? 'no MRN' : `MRN ${mrn}`}`;
}
