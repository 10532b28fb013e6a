import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/** Assessments as they are shown, the newest correction over what was signed, with names and counts. */
export function selectRows(db: ReadonlyDb) {
  return db
    .selectFrom('currentAssessments as assessment')
    .innerJoin('users', 'users.id', 'assessment.recordedBy')
    .leftJoin('users as signer', 'signer.id', 'assessment.signedBy')
    .leftJoin('users as cosigner', 'cosigner.id', 'assessment.cosignedBy')
    .leftJoin('users as voider', 'voider.id', 'assessment.voidedBy')
    .selectAll('assessment')
    .select([
      'users.displayName as recordedByName',
      'signer.displayName as signedByName',
      'cosigner.displayName as cosignedByName',
      'voider.displayName as voidedByName',
      sql<number>`(
        SELECT count(*) FROM wound_photos
        WHERE wound_assessment_id = assessment.id AND voided_at IS NULL
      )`.as('photoCount'),
      sql<number>`(
        SELECT count(*) FROM record_amendments WHERE wound_assessment_id = assessment.id
      )`.as('amendmentCount'),
    ]);
}

export type AssessmentRow = Awaited<
  ReturnType<ReturnType<typeof selectRows>['executeTakeFirstOrThrow']>
>;
