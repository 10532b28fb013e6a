import { fail, ok } from '../../shared/base/result.ts';
import type { userOperations } from '../../shared/staff/contract.ts';
import { roleNames } from '../../shared/staff/role.ts';
import type { Tx } from '../platform/database.ts';
import { selectUser } from './store.ts';

/** Who may sign in at all; the rest of the user operations say who somebody is. */
export type AccessOperations = Pick<
  typeof userOperations,
  'users.enable' | 'users.liftLockout' | 'users.disable'
>;

// Whoever sets somebody else's PIN knows it: its owner chooses another at the first sign-in.
export const GIVEN_PIN = { mustChange: true };

export const unknownUser = fail('UnknownUser', 'That person is not among the users any more.');
export const lastAdministrator = fail(
  'LastAdministrator',
  `Nobody else is an ${roleNames.administrator.toLowerCase()} who can sign in. Make somebody else one first.`,
);
/** The person as the database has them now. */
export async function userAsSaved(tx: Tx, userId: string) {
  const saved = await selectUser(tx, userId);
  if (!saved) throw new Error('A user that was just saved is gone');
  return ok(saved);
}
