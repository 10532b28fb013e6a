import { z } from 'zod';
import { line, optionalLine } from '../../shared/base/text.ts';
import { npiOrNull, taxonomyOrNull } from '../../shared/payers/provider-numbers.ts';
import type { User } from '../../shared/staff/contract.ts';
import { roles } from '../../shared/staff/role.ts';
import { chosen } from '../form-schema.ts';
import { textEntry } from '../text-entry.ts';

/** What the form holds: text as it stands in the fields; a facility of '' means none. */
export type UserFormValues = {
  readonly displayName: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly signInName: string;
  readonly role: User['role'] | null;
  readonly credential: string;
  readonly npi: string;
  readonly taxonomy: string;
  readonly facilityId: string;
};

export const blankUser: UserFormValues = {
  displayName: '',
  lastName: '',
  firstName: '',
  signInName: '',
  role: null,
  credential: '',
  npi: '',
  taxonomy: '',
  facilityId: '',
};

export const userFormSchema = z.object({
  displayName: line(200),
  lastName: textEntry(optionalLine(60)),
  firstName: textEntry(optionalLine(35)),
  signInName: textEntry(optionalLine(200)),
  role: chosen(roles),
  credential: textEntry(optionalLine(50)),
  npi: textEntry(npiOrNull),
  taxonomy: textEntry(taxonomyOrNull),
  facilityId: z.string().transform((id) => (id === '' ? null : id)),
});
export type UserDetails = z.output<typeof userFormSchema>;

export const userFields: readonly (keyof UserFormValues)[] = [
  'displayName',
  'lastName',
  'firstName',
  'signInName',
  'role',
  'credential',
  'npi',
  'taxonomy',
  'facilityId',
];

export const userFieldLabels: Readonly<Record<keyof UserFormValues, string>> = {
  displayName: 'Name',
  lastName: 'Last name',
  firstName: 'First name',
  signInName: 'Sign-in name',
  role: 'Role',
  credential: 'Credential',
  npi: 'NPI',
  taxonomy: 'Taxonomy',
  facilityId: 'Facility',
};

/** A user as the form shows them. */
export function formValuesOf(user: User): UserFormValues {
  return {
    displayName: user.displayName,
    lastName: user.lastName ?? '',
    firstName: user.firstName ?? '',
    signInName: user.signInName,
    role: user.role,
    credential: user.credential ?? '',
    npi: user.npi ?? '',
    taxonomy: user.taxonomy ?? '',
    facilityId: user.facilityId ?? '',
  };
}
