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

/** Keys of what was settled, the newest first. */
export async function selectSettledKeys(db: ReadonlyDb, limit: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('disagreementSettlements')
    .select('disagreementKey')
    .orderBy('settledAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ disagreementKey }) => disagreementKey);
}

export async function insertSettlement(
  tx: Tx,
  row: Insertable<Schema['disagreementSettlements']>,
): Promise<void> {
  await tx.insertInto('disagreementSettlements').values(row).execute();
}
