import { type Insertable, sql, type Updateable } from 'kysely';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import { assessmentOf } from './assessment-row.ts';
import { selectRows } from './select-rows.ts';

/** All assessments of a wound, newest first, voided ones included. */
export async function selectAssessmentsOf(
  db: ReadonlyDb,
  woundId: string,
): Promise<WoundAssessment[]> {
  const rows = await selectRows(db)
    .where('assessment.woundId', '=', woundId)
    .orderBy('assessment.assessedOn', 'desc')
    .orderBy(sql`coalesce(assessment.assessed_at, assessment.created_at)`, 'desc')
    .orderBy('assessment.id', 'desc')
    .execute();
  return rows.map(assessmentOf);
}

export async function selectAssessment(
  db: ReadonlyDb,
  id: string,
): Promise<WoundAssessment | undefined> {
  const row = await selectRows(db).where('assessment.id', '=', id).executeTakeFirst();
  return row && assessmentOf(row);
}

/** The assessment of its own row, before what any correction made of it. */
export async function selectAssessmentAsSigned(
  db: ReadonlyDb,
  id: string,
): Promise<WoundAssessment | undefined> {
  const shown = await selectRows(db).where('assessment.id', '=', id).executeTakeFirst();
  const row = await db
    .selectFrom('woundAssessments')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return shown && row && assessmentOf({ ...shown, ...contentOf('assessment', row) });
}

export async function insertAssessments(
  tx: Tx,
  rows: readonly Insertable<Schema['woundAssessments']>[],
): Promise<void> {
  await tx
    .insertInto('woundAssessments')
    .values([...rows])
    .execute();
}

/** Keeps the assessment as it stood, then changes it and counts its version up. */
export async function replaceAssessment(
  tx: Tx,
  current: WoundAssessment,
  change: {
    readonly to: Updateable<Schema['woundAssessments']>;
    readonly reason: string;
    readonly replacedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('woundAssessmentVersions')
    .values({
      woundAssessmentId: current.id,
      version: current.version,
      assessment: JSON.stringify(current),
      reason: change.reason,
      replacedBy: change.replacedBy,
      replacedAt: change.now.toISOString(),
    })
    .execute();
  await tx
    .updateTable('woundAssessments')
    .set({ ...change.to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

export function selectAssessmentVersions(db: ReadonlyDb, assessmentId: string) {
  return db
    .selectFrom('woundAssessmentVersions as replaced')
    .innerJoin('users', 'users.id', 'replaced.replacedBy')
    .select([
      'replaced.version',
      'replaced.assessment',
      'replaced.reason',
      'users.displayName as replacedByName',
      'replaced.replacedAt',
    ])
    .where('replaced.woundAssessmentId', '=', assessmentId)
    .orderBy('replaced.version', 'desc')
    .execute();
}
