import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { selectTreatmentAsSigned } from './as-signed-store.ts';
import {
  countTreatments,
  insertTreatments,
  selectFirstDay,
  selectTreatment,
  selectTreatmentsOf,
} from './store.ts';

/** Treatments of a patient, newest first. */
export function listTreatmentsOf(
  db: ReadonlyDb,
  patientId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<TreatmentRecord[]> {
  return selectTreatmentsOf(db, patientId, page);
}

/** A treatment as it is shown; undefined when there is none. */
export function findTreatment(db: ReadonlyDb, id: string): Promise<TreatmentRecord | undefined> {
  return selectTreatment(db, id);
}

/** A treatment as it was signed, whatever was corrected later; undefined when there is none. */
export function treatmentAsSigned(
  db: ReadonlyDb,
  id: string,
): Promise<TreatmentRecord | undefined> {
  return selectTreatmentAsSigned(db, id);
}

/** The day of a patient's first treatment, or null. */
export function firstTreatmentOf(db: ReadonlyDb, patientId: string): Promise<string | null> {
  return selectFirstDay(db, patientId);
}

export function countTreatmentsOf(db: ReadonlyDb, patientId: string): Promise<number> {
  return countTreatments(db, patientId);
}

/** What a record from before is made of. */
export type NewTreatment = Pick<
  TreatmentRecord,
  | 'id'
  | 'patientId'
  | 'orderId'
  | 'productId'
  | 'productName'
  | 'quantityUsed'
  | 'dateApplied'
  | 'diagnosis'
  | 'procedurePerformed'
  | 'woundLocation'
  | 'doctorNotes'
  | 'overuseReason'
  | 'recordedBy'
>;

/** `recordedAt` null stands for now. */
export type PastTreatment = NewTreatment & {
  readonly woundId?: string;
  /** Which piece it was, and what became of it. */
  readonly traced?: Pick<
    TreatmentRecord,
    'lotNumber' | 'serialNumber' | 'expiresOn' | 'appliedMm2' | 'discardedMm2' | 'discardReason'
  >;
  readonly recordedAt: Date | null;
};

/** Writes up to some hundred records whose references have been checked, as recorded back then. */
export function addPastTreatments(tx: Tx, records: readonly PastTreatment[]): Promise<void> {
  return insertTreatments(
    tx,
    records.map(({ recordedAt, traced, ...record }) => {
      const at = recordedAt?.toISOString();
      const row = { ...record, ...traced };
      return at === undefined ? row : { ...row, createdAt: at, updatedAt: at };
    }),
  );
}
