import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { columnsOf } from './assessment-row.ts';
import { insertAssessments, selectAssessmentAsSigned, selectAssessmentsOf } from './store.ts';

/** All assessments of a wound, newest first, voided ones included. */
export function assessmentsOf(db: ReadonlyDb, woundId: string): Promise<WoundAssessment[]> {
  return selectAssessmentsOf(db, woundId);
}

/** An assessment as it was signed, whatever was corrected later; undefined when there is none. */
export function assessmentAsSigned(
  db: ReadonlyDb,
  id: string,
): Promise<WoundAssessment | undefined> {
  return selectAssessmentAsSigned(db, id);
}

/** `recordedAt` null stands for now. */
export type PastAssessment = Pick<
  WoundAssessment,
  'id' | 'patientId' | 'woundId' | 'episodeId' | 'recordedBy'
> & { readonly content: AssessmentContent; readonly recordedAt: Date | null };

/** Writes up to some hundred assessments that have been checked, as recorded back then. */
export function addPastAssessments(tx: Tx, records: readonly PastAssessment[]): Promise<void> {
  return insertAssessments(
    tx,
    records.map(({ content, recordedAt, ...record }) => {
      const row = { ...record, ...columnsOf(content, null) };
      const at = recordedAt?.toISOString();
      return at === undefined ? row : { ...row, createdAt: at, updatedAt: at };
    }),
  );
}
