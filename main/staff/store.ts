import { type Insertable, sql, type Updateable } from 'kysely';
import type { User } from '../../shared/staff/contract.ts';
import { FAILURES_UNTIL_LOCKOUT } from '../../shared/staff/pin.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectUserRows(db: ReadonlyDb) {
  return db
    .selectFrom('users')
    .leftJoin('userPins', 'userPins.userId', 'users.id')
    .select([
      'users.id',
      'users.displayName',
      'users.lastName',
      'users.firstName',
      'users.signInName',
      'users.role',
      'users.credential',
      'users.npi',
      'users.taxonomy',
      'users.facilityId',
      'users.isEnabled',
      'users.version',
    ])
    .select((row) => row('userPins.userId', 'is not', null).$castTo<boolean>().as('hasPin'))
    .select((row) =>
      row.fn.coalesce('userPins.isPassword', sql.lit(false)).$castTo<boolean>().as('hasPassword'),
    )
    .select((row) =>
      row(row.fn.coalesce('userPins.failedAttempts', sql.lit(0)), '>=', FAILURES_UNTIL_LOCKOUT)
        .$castTo<boolean>()
        .as('isLockedOut'),
    );
}

export function selectUsers(db: ReadonlyDb): Promise<User[]> {
  return selectUserRows(db).orderBy('users.displayName').orderBy('users.id').execute();
}

export function selectUser(db: ReadonlyDb, userId: string): Promise<User | undefined> {
  return selectUserRows(db).where('users.id', '=', userId).executeTakeFirst();
}

/** Those who can sign in: enabled, with a PIN. */
export function selectSignIns(db: ReadonlyDb): Promise<User[]> {
  return selectUserRows(db)
    .where('users.isEnabled', '=', true)
    .where('userPins.userId', 'is not', null)
    .orderBy('users.displayName')
    .orderBy('users.id')
    .execute();
}

export async function isSignInNameTaken(
  db: ReadonlyDb,
  signInName: string,
  exceptUserId: string | null,
): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where(sql`lower(sign_in_name)`, '=', signInName.toLowerCase())
    .where('id', 'is distinct from', exceptUserId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function isLastAdministrator(db: ReadonlyDb, userId: string): Promise<boolean> {
  const signIns = await selectSignIns(db);
  const administrators = signIns.filter(({ role }) => role === 'administrator');
  return administrators.length === 1 && administrators[0]?.id === userId;
}

export async function insertUser(tx: Tx, row: Insertable<Schema['users']>): Promise<void> {
  await tx.insertInto('users').values(row).execute();
}

/** Changes a person's row and counts its version up. */
export async function updateUser(
  tx: Tx,
  userId: string,
  changes: Updateable<Schema['users']>,
): Promise<void> {
  await tx
    .updateTable('users')
    .set(changes)
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('id', '=', userId)
    .execute();
}

export type StoredPin = {
  readonly pinHash: string;
  readonly isPassword: boolean;
  /** Chosen by somebody else than its owner. */
  readonly mustChange: boolean;
};

/** Sets a PIN and forgets earlier failures. */
export async function upsertPin(tx: Tx, userId: string, pin: StoredPin): Promise<void> {
  const fresh = { ...pin, failedAttempts: 0, lockedUntil: null };
  await tx
    .insertInto('userPins')
    .values({ userId, ...fresh })
    .onConflict((conflict) => conflict.column('userId').doUpdateSet(fresh))
    .execute();
}

export function selectPin(db: ReadonlyDb, userId: string) {
  return db
    .selectFrom('userPins')
    .select(['pinHash', 'failedAttempts', 'lockedUntil', 'mustChange'])
    .where('userId', '=', userId)
    .executeTakeFirst();
}

export async function updateAttempts(
  tx: Tx,
  userId: string,
  attempts: { readonly failedAttempts: number; readonly lockedUntil: string | null },
): Promise<void> {
  await tx.updateTable('userPins').set(attempts).where('userId', '=', userId).execute();
}
