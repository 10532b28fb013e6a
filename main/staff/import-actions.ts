import { sql } from 'kysely';
import type { ImportedUser } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import type { Tx } from '../platform/database.ts';

/**
 * Adds the people who are not here yet as clinicians who cannot sign in until an administrator enables
 * them, and leaves the others as they are; one outcome per row.
 */
export async function insertImportedUsers(
  tx: Tx,
  rows: readonly ImportedUser[],
): Promise<readonly RowOutcome[]> {
  const signInNameOf = await chooseSignInNames(tx, rows);
  const inserted = await tx
    .insertInto('users')
    .values(
      rows.map((row) => ({
        lastName: null,
        firstName: null,
        npi: null,
        taxonomy: null,
        ...row,
        signInName: signInNameOf(row),
        role: 'clinician' as const,
        credential: null,
        isEnabled: false,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('users').selectAll().where('id', 'in', ids).execute(),
  );
}

/** The display name where nobody signs in by it yet, else with the beginning of the id behind it. */
async function chooseSignInNames(
  tx: Tx,
  rows: readonly ImportedUser[],
): Promise<(row: ImportedUser) => string> {
  const wanted = rows.map(({ displayName }) => displayName.toLowerCase());
  const others = await tx
    .selectFrom('users')
    .select('signInName')
    .where(sql<string>`lower(sign_in_name)`, 'in', wanted)
    .execute();
  const taken = new Set(others.map(({ signInName }) => signInName.toLowerCase()));
  return ({ id, displayName }) => {
    const isFree = !taken.has(displayName.toLowerCase());
    taken.add(displayName.toLowerCase());
    return isFree ? displayName : `${displayName} ${id.slice(0, 8)}`;
  };
}
