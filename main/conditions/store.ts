import { type Insertable, sql, type Updateable } from 'kysely';
import type { Condition } from '../../shared/conditions/condition.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectConditionRows(db: ReadonlyDb) {
  return db
    .selectFrom('conditions')
    .innerJoin('users', 'users.id', 'conditions.recordedBy')
    .select([
      'conditions.id',
      'conditions.patientId',
      'conditions.diagnosisCode',
      'conditions.words',
      'conditions.onsetOn',
      'conditions.endedOn',
      'users.displayName as recordedByName',
      'conditions.createdAt',
      'conditions.voidedAt',
      'conditions.voidReason',
      'conditions.version',
    ]);
}

/** A patient's conditions: those that go on, then ended, struck out last; each as they were entered. */
export function selectConditionsOf(db: ReadonlyDb, patientId: string): Promise<Condition[]> {
  return selectConditionRows(db)
    .where('conditions.patientId', '=', patientId)
    .orderBy(sql`conditions.voided_at IS NOT NULL`)
    .orderBy(sql`conditions.ended_on IS NOT NULL`)
    .orderBy('conditions.createdAt')
    .orderBy('conditions.id')
    .execute();
}

export function selectCondition(db: ReadonlyDb, id: string): Promise<Condition | undefined> {
  return selectConditionRows(db).where('conditions.id', '=', id).executeTakeFirst();
}

export async function insertConditions(
  tx: Tx,
  rows: readonly Insertable<Schema['conditions']>[],
): Promise<void> {
  if (rows.length > 0) await tx.insertInto('conditions').values(rows).execute();
}

/** Changes a condition and counts its version up. */
export async function updateCondition(
  tx: Tx,
  current: Condition,
  to: Updateable<Schema['conditions']>,
): Promise<void> {
  await tx
    .updateTable('conditions')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}
