import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { userOperations } from '../../shared/staff/contract.ts';
import { roleNames } from '../../shared/staff/role.ts';
import { findFacility } from '../facilities/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { hashPin, type PinCost } from './pin-hash.ts';
import {
  insertUser,
  isLastAdministrator,
  isSignInNameTaken,
  selectUser,
  selectUsers,
  updateUser,
  upsertPin,
} from './store.ts';

const unknownUser = fail('UnknownUser', 'That person is not among the users any more.');
const lastAdministrator = fail(
  'LastAdministrator',
  `Nobody else is an ${roleNames.administrator.toLowerCase()} who can sign in. Make somebody else one first.`,
);
const nameTaken = fail(
  'SignInNameTaken',
  'Somebody else already signs in by that name. Choose another sign-in name.',
);

async function problemWith(
  tx: Tx,
  person: { readonly signInName: string; readonly facilityId: string | null },
  exceptUserId: string | null,
) {
  if (await isSignInNameTaken(tx, person.signInName, exceptUserId)) return nameTaken;
  if (person.facilityId !== null && !(await findFacility(tx, person.facilityId)))
    return fail('UnknownFacility', 'That facility does not exist any more. Choose another.');
  return null;
}

async function userAsSaved(tx: Tx, userId: string) {
  const saved = await selectUser(tx, userId);
  if (!saved) throw new Error('A user that was just saved is gone');
  return ok(saved);
}

/** `cost` is what a PIN set from now on is hashed with. */
export function createUserHandlers(cost: PinCost): Handlers<typeof userOperations, Contexts> {
  return {
    async 'users.list'(_input, { db }) {
      return ok(await selectUsers(db));
    },
    async 'users.create'({ pin, ...input }, { tx, newId, aside }) {
      const id = newId();
      const person = { ...input, signInName: input.signInName ?? input.displayName };
      const problem = await problemWith(tx, person, null);
      if (problem) return problem;
      await insertUser(tx, { id, ...person, isEnabled: pin !== null });
      if (pin !== null) await upsertPin(tx, id, await aside('hash', () => hashPin(pin, cost)));
      return userAsSaved(tx, id);
    },
    async 'users.correct'({ userId, seen, ...input }, { tx, session }) {
      const current = await selectUser(tx, userId);
      if (!current) return unknownUser;
      if (current.version !== seen)
        return failWith('Stale', 'Somebody else changed this person meanwhile.', current);
      const person = { ...input, signInName: input.signInName ?? input.displayName };
      const problem = await problemWith(tx, person, userId);
      if (problem) return problem;
      if (input.role !== 'administrator' && (await isLastAdministrator(tx, userId)))
        return lastAdministrator;
      await updateUser(tx, userId, person);
      // Whoever is signed in holds the permissions of the role they signed in with.
      if (input.role !== current.role) session.endAllOf(userId);
      return userAsSaved(tx, userId);
    },
    async 'users.enable'({ userId, pin }, { tx, session, aside }) {
      if (!(await selectUser(tx, userId))) return unknownUser;
      await updateUser(tx, userId, { isEnabled: true });
      await upsertPin(tx, userId, await aside('hash', () => hashPin(pin, cost)));
      session.endAllOf(userId);
      return userAsSaved(tx, userId);
    },
    async 'users.disable'({ userId }, { tx, session }) {
      if (!(await selectUser(tx, userId))) return unknownUser;
      if (await isLastAdministrator(tx, userId)) return lastAdministrator;
      await updateUser(tx, userId, { isEnabled: false });
      session.endAllOf(userId);
      return userAsSaved(tx, userId);
    },
  };
}
