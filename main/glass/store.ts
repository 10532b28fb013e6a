import { type Insertable, sql } from 'kysely';
import type { ChartRestriction, GlassBreak } from '../../shared/glass/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** Whether any chart at all is restricted: where none is, nothing else has to be asked. */
export async function isAnyRestricted(db: ReadonlyDb): Promise<boolean> {
  const row = await db
    .selectFrom('chartRestrictions')
    .select('id')
    .where('liftedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What is in force for any of these charts, the oldest first. */
export function selectRestrictions(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<ChartRestriction[]> {
  return db
    .selectFrom('chartRestrictions as restriction')
    .innerJoin('users', 'users.id', 'restriction.restrictedBy')
    .select([
      'restriction.id',
      'restriction.patientId',
      'restriction.reason',
      'restriction.restrictedAt',
      'users.displayName as restrictedByName',
    ])
    .where('restriction.patientId', 'in', [...patientIds])
    .where('restriction.liftedAt', 'is', null)
    .orderBy('restriction.restrictedAt')
    .orderBy('restriction.id')
    .execute();
}

export async function insertRestriction(
  tx: Tx,
  row: Pick<
    Insertable<Schema['chartRestrictions']>,
    'id' | 'patientId' | 'reason' | 'restrictedBy' | 'restrictedAt'
  >,
): Promise<void> {
  await tx
    .insertInto('chartRestrictions')
    .values({ ...row, liftedBy: null, liftedAt: null })
    .execute();
}

/** Lifts what is in force for one chart; false where nothing is. */
export async function liftRestrictions(
  tx: Tx,
  patientId: string,
  lifted: { readonly liftedBy: string; readonly liftedAt: string },
): Promise<boolean> {
  const rows = await tx
    .updateTable('chartRestrictions')
    .set(lifted)
    .where('patientId', '=', patientId)
    .where('liftedAt', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
}

/** When somebody last recorded or signed something in any of these charts; null for never. */
export async function selectLastWork(
  db: ReadonlyDb,
  userId: string,
  patientIds: readonly string[],
): Promise<string | null> {
  const charts = sql`ANY (${[...patientIds]}::UUID[])`;
  const { rows } = await sql<{ at: string | null }>`
    SELECT max(at) AS at FROM (
      SELECT created_at AS at FROM treatment_records
      WHERE patient_id = ${charts} AND recorded_by = ${userId} AND NOT is_imported
      UNION ALL
      SELECT created_at FROM wound_assessments
      WHERE patient_id = ${charts} AND recorded_by = ${userId}
      UNION ALL
      SELECT created_at FROM wounds WHERE patient_id = ${charts} AND recorded_by = ${userId}
      UNION ALL
      SELECT s.signed_at FROM treatment_records r
      JOIN record_signatures s ON s.treatment_record_id = r.id
      WHERE r.patient_id = ${charts} AND s.signed_by = ${userId}
      UNION ALL
      SELECT s.signed_at FROM wound_assessments a
      JOIN record_signatures s ON s.wound_assessment_id = a.id
      WHERE a.patient_id = ${charts} AND s.signed_by = ${userId}
    ) work`.execute(db);
  return rows[0]?.at ?? null;
}

export async function insertBreaks(
  tx: Tx,
  rows: readonly Insertable<Schema['glassBreaks']>[],
): Promise<void> {
  await tx
    .insertInto('glassBreaks')
    .values([...rows])
    .execute();
}

/** The last time that somebody broke the glass of a chart, where that has not ended yet. */
export function selectOpenBreak(
  db: ReadonlyDb,
  { userId, patientId, now }: { readonly userId: string; patientId: string; readonly now: Date },
): Promise<GlassBreak | undefined> {
  const at = now.toISOString();
  return db
    .selectFrom('glassBreaks')
    .select(['reason', 'note', 'brokenAt', 'endsAt'])
    .where('patientId', '=', patientId)
    .where('userId', '=', userId)
    .where('brokenAt', '<=', at)
    .where('endsAt', '>', at)
    .orderBy('brokenAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}
