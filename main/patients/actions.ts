import type { Patient } from '../../shared/patients/patient.ts';
import { patientSearchColumns } from '../../shared/patients/patient.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertPatient, insertPatients, selectPatient } from './store.ts';

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
