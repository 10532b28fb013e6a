import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { userOperations } from '../../shared/staff/contract.ts';
import { findFacility } from '../facilities/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { type PinCost, storedPin } from './pin-hash.ts';
import {
  insertUser,
  isLastAdministrator,
  isSignInNameTaken,
  selectUser,
  selectUsers,
  updateUser,
  upsertPin,
} from './store.ts';
import {
  type AccessOperations,
  GIVEN_PIN,
  lastAdministrator,
  unknownUser,
  userAsSaved,
} from './user-answers.ts';

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

/** `cost` is what a PIN set from now on is hashed with. */
export function createUserHandlers(
  cost: PinCost,
): Handlers<Omit<typeof userOperations, keyof AccessOperations>, Contexts> {
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
      if (pin !== null)
        await upsertPin(tx, id, await aside('hash', () => storedPin(pin, cost, GIVEN_PIN)));
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
  };
}
