import type { Patient } from '../../shared/patients/patient.ts';
import { isLikelyDuplicate, mrnKey, patientSearchColumns } from '../../shared/patients/patient.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import {
  insertPatient,
  insertPatients,
  replacePatient,
  selectPatient,
  selectPossibleDuplicates,
} from './store.ts';

/** A patient by id, or undefined. */
export function findPatient(db: ReadonlyDb, id: string): Promise<Patient | undefined> {
  return selectPatient(db, id);
}

/** Registers a patient without asking about duplicates. */
export function addPatient(tx: Tx, patient: Omit<Patient, 'version'>): Promise<Patient> {
  return insertPatient(tx, { ...patient, ...patientSearchColumns(patient) });
}

/** Registers up to some hundred patients at once, without asking about duplicates. */
export function addPatients(tx: Tx, patients: readonly Omit<Patient, 'version'>[]): Promise<void> {
  return insertPatients(
    tx,
    patients.map((patient) => ({ ...patient, ...patientSearchColumns(patient) })),
  );
}

/** Those who are likely the same person by name and birth date, or by MRN. */
export async function likelyPatients(
  db: ReadonlyDb,
  of: Pick<Patient, 'firstName' | 'lastName' | 'birthOn' | 'mrn'>,
): Promise<readonly Patient[]> {
  const { birthOn, mrn } = of;
  const possible = await selectPossibleDuplicates(db, { birthOn, mrnKey: mrnKey(mrn) });
  return possible.filter((each) => isLikelyDuplicate(each, of));
}

/** Changes some details and keeps what stood before; `replacedBy` null is another program's message. */
export function changePatient(
  tx: Tx,
  current: Patient,
  change: {
    readonly to: Partial<Omit<Patient, 'id' | 'version'>>;
    readonly replacedBy: string | null;
    readonly now: Date;
  },
): Promise<Patient> {
  const to = { ...change.to, ...patientSearchColumns({ ...current, ...change.to }) };
  return replacePatient(tx, current, { ...change, to });
}
