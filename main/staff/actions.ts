import type { Actor } from '../../shared/base/permission.ts';
import type { SignedInUser, User } from '../../shared/staff/contract.ts';
import { permissionsOf } from '../../shared/staff/role.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { type PinCost, storedPin } from './pin-hash.ts';
import { insertUser, selectUser, upsertPin } from './store.ts';

export type NewSignIn = {
  readonly id: string;
  readonly displayName: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly signInName: string;
  readonly role: User['role'];
  readonly credential: string | null;
  readonly npi: string | null;
  readonly taxonomy: string | null;
  readonly facilityId: string | null;
  readonly pin: string;
};

/** Adds a person who can sign in at once, with a PIN of their own choice. */
export async function addSignIn(tx: Tx, { pin, ...row }: NewSignIn, cost: PinCost): Promise<void> {
  await addSignInsWithOnePin(tx, [row], { pin, cost });
}

/** Adds people who share a PIN that is no secret: it is hashed once, so equal PINs show as equal. */
export async function addSignInsWithOnePin(
  tx: Tx,
  people: readonly Omit<NewSignIn, 'pin'>[],
  { pin, cost }: { readonly pin: string; readonly cost: PinCost },
): Promise<void> {
  const stored = await storedPin(pin, cost, { mustChange: false });
  for (const person of people) {
    await insertUser(tx, { ...person, isEnabled: true });
    await upsertPin(tx, person.id, stored);
  }
}

/** A person by id, or undefined. */
export function findUser(db: ReadonlyDb, userId: string): Promise<User | undefined> {
  return selectUser(db, userId);
}

export function actorOf(user: User): Actor {
  const { id, displayName, role } = user;
  return { userId: id, displayName, role, permissions: permissionsOf[role] };
}

export function signedIn(user: User): SignedInUser {
  const { id, displayName, role, credential, hasPassword } = user;
  const granted = [...permissionsOf[role]];
  return { userId: id, displayName, role, credential, hasPassword, permissions: granted };
}

/** Sets the PIN of an administrator who can sign in, for whoever showed the recovery passphrase. */
export async function resetAdministratorPin(
  tx: Tx,
  { userId, newPin }: { readonly userId: string; readonly newPin: string },
  cost: PinCost,
): Promise<'done' | 'UnknownUser' | 'NotAnAdministrator'> {
  const user = await selectUser(tx, userId);
  if (!user) return 'UnknownUser';
  if (user.role !== 'administrator' || !user.isEnabled) return 'NotAnAdministrator';
  await upsertPin(tx, userId, await storedPin(newPin, cost, { mustChange: false }));
  return 'done';
}
