import { type Insertable, sql, type Updateable } from 'kysely';
import type { Condition, ConditionVersion } from '../../shared/conditions/condition.ts';
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

type Change = {
  readonly to: Updateable<Schema['conditions']>;
  readonly replacedBy: string;
  readonly now: Date;
};

/** Keeps how a condition stood, changes it and counts its version up. */
export async function updateCondition(
  tx: Tx,
  current: Condition,
  { to, replacedBy, now }: Change,
): Promise<void> {
  await tx
    .insertInto('conditionVersions')
    .values({
      conditionId: current.id,
      version: current.version,
      condition: JSON.stringify(current),
      replacedBy,
      replacedAt: now.toISOString(),
    })
    .execute();
  await tx
    .updateTable('conditions')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

/** How a condition stood before each change, the newest first. */
export async function selectConditionVersions(
  db: ReadonlyDb,
  conditionId: string,
): Promise<ConditionVersion[]> {
  const rows = await db
    .selectFrom('conditionVersions')
    .innerJoin('users', 'users.id', 'conditionVersions.replacedBy')
    .select([
      'conditionVersions.version',
      'conditionVersions.condition',
      'conditionVersions.replacedAt',
      'users.displayName as replacedByName',
    ])
    .where('conditionId', '=', conditionId)
    .orderBy('version', 'desc')
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only updateCondition writes it
  return rows.map((row) => ({ ...row, condition: row.condition as Condition }));
}
