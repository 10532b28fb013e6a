import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { countTreatments, insertTreatments, selectFirstDay, selectTreatmentsOf } from './store.ts';

/** Treatments of a patient, newest first. */
export function listTreatmentsOf(
  db: ReadonlyDb,
  patientId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<TreatmentRecord[]> {
  return selectTreatmentsOf(db, patientId, page);
}

/** The day of a patient's first treatment, or null. */
export function firstTreatmentOf(db: ReadonlyDb, patientId: string): Promise<string | null> {
  return selectFirstDay(db, patientId);
}

export function countTreatmentsOf(db: ReadonlyDb, patientId: string): Promise<number> {
  return countTreatments(db, patientId);
}

export type NewTreatment = Omit<
  TreatmentRecord,
  'orderNumber' | 'recordedByName' | 'createdAt' | 'updatedAt' | 'version'
>;

/** `recordedAt` null stands for now. */
export type PastTreatment = NewTreatment & { readonly recordedAt: Date | null };

/** Writes up to some hundred records whose references have been checked, as recorded back then. */
export function addPastTreatments(tx: Tx, records: readonly PastTreatment[]): Promise<void> {
  return insertTreatments(
    tx,
    records.map(({ recordedAt, ...record }) => {
      const at = recordedAt?.toISOString();
      return at === undefined ? record : { ...record, createdAt: at, updatedAt: at };
    }),
  );
}
