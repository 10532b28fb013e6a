import type { Insertable } from 'kysely';
import type { Allergy } from '../../shared/allergies/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const columns = [
  'id',
  'patientId',
  'substance',
  'kind',
  'reaction',
  'severity',
  'onsetOn',
  'recordedAt',
] as const;

/** Those on the chart now: removed ones are kept, but not shown among them. */
export function selectAllergies(db: ReadonlyDb, patientId: string): Promise<Allergy[]> {
  return db
    .selectFrom('allergies')
    .select(columns)
    .where('patientId', '=', patientId)
    .where('removedAt', 'is', null)
    .orderBy('substance')
    .orderBy('id')
    .execute();
}

export function insertAllergy(tx: Tx, row: Insertable<Schema['allergies']>): Promise<Allergy> {
  return tx.insertInto('allergies').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** Undefined when there is no such allergy, or it is removed already. */
export function markRemoved(
  tx: Tx,
  allergyId: string,
  removal: {
    readonly removedBy: string;
    readonly removedAt: string;
    readonly removalReason: string;
  },
): Promise<Allergy | undefined> {
  return tx
    .updateTable('allergies')
    .set(removal)
    .where('id', '=', allergyId)
    .where('removedAt', 'is', null)
    .returning(columns)
    .executeTakeFirst();
}
