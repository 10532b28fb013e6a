import { expect, test } from 'vitest';
import type { User } from '../../shared/staff/contract.ts';
import { matchingUsers } from './users-filter.ts';

const nobody: User = {
  id: '0',
  displayName: '',
  lastName: null,
  firstName: null,
  signInName: '',
  role: 'nurse',
  credential: null,
  npi: null,
  taxonomy: null,
  facilityId: null,
  isEnabled: true,
  hasPin: true,
  hasPassword: false,
  isLockedOut: false,
  version: 1,
};
const ann = { ...nobody, id: '1', displayName: 'Ann Lee', npi: '1234567893' };
const zoe = { ...nobody, id: '2', displayName: 'Zoë Lee', role: 'clinician', isEnabled: false };
const users: readonly User[] = [ann, { ...zoe, role: 'clinician' }];

const idsOf = (text: string, signIn: 'everybody' | 'enabled' | 'disabled') =>
  matchingUsers(users, { text, signIn }).map(({ id }) => id);

test('users are found by name, role and NPI together', () => {
  expect(idsOf('lee', 'everybody')).toEqual(['1', '2']);
  expect(idsOf('zoe clin', 'everybody')).toEqual(['2']);
  expect(idsOf('12345', 'everybody')).toEqual(['1']);
});

test('the filter separates those who can sign in from those who cannot', () => {
  expect(idsOf('', 'enabled')).toEqual(['1']);
  expect(idsOf('', 'disabled')).toEqual(['2']);
});
