import { apart } from '../../shared/base/apart.ts';
import { ageInYears, type CivilDate } from '../../shared/base/civil-date.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { formatCivilDate } from '../ui/format.ts';

/** Last name first, as lists are sorted and charts are filed. */
export function listName({ lastName, firstName }: Pick<Patient, 'firstName' | 'lastName'>): string {
  return `${apart(lastName)}, ${apart(firstName)}`;
}

export const sexNames: Readonly<Record<Patient['sex'], string>> = {
  female: 'Female',
  male: 'Male',
  other: 'Other',
  unknown: 'Not known',
};

/** Whole years today, or at death. */
export function ageOf(
  { birthOn, deceasedOn }: Pick<Patient, 'birthOn' | 'deceasedOn'>,
  today: CivilDate,
): number {
  return ageInYears(birthOn, deceasedOn ?? today);
}

/** The two identifiers beside the name, in one line. */
export function identifiers({ birthOn, mrn }: Pick<Patient, 'birthOn' | 'mrn'>): string {
  return `born ${formatCivilDate(birthOn)}, MRN ${mrn ?? 'not recorded'}`;
}

/** Street, place and postal code in one line; empty when none is recorded. */
export function addressOf(
  patient: Pick<Patient, 'addressLine' | 'city' | 'state' | 'postalCode'>,
): string {
  const place = [patient.state, patient.postalCode].filter((part) => part !== null).join(' ');
  return [patient.addressLine, patient.city, place]
    .flatMap((part) => (part === null || part === '' ? [] : [apart(part)]))
    .join(', ');
}
