import type { Insertable } from 'kysely';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** What somebody said about disagreements, by their keys. */
export async function selectSettlements(db: ReadonlyDb, keys: readonly string[]) {
  if (keys.length === 0) return [];
  return db
    .selectFrom('disagreementSettlements as settled')
    .innerJoin('users', 'users.id', 'settled.settledBy')
    .select([
      'settled.disagreementKey',
      'settled.note',
      'settled.settledAt',
      'users.displayName as settledByName',
    ])
    .where('settled.disagreementKey', 'in', [...keys])
    .execute();
}

export async function insertSettlement(
  tx: Tx,
  row: Insertable<Schema['disagreementSettlements']>,
): Promise<void> {
  await tx.insertInto('disagreementSettlements').values(row).execute();
}
