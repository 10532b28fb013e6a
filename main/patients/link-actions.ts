import type { PatientSaying } from '../../shared/patients/patient-link.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectLinked, selectSayings, type StoredSaying } from './link-store.ts';
import { selectPatients } from './store.ts';

/** The ids of the other charts of a patient's person; empty for nearly everybody. */
export async function linkedPatientIds(
  db: ReadonlyDb,
  patientId: string,
): Promise<readonly string[]> {
  const pairs = await selectLinked(db, [patientId]);
  return pairs.map(({ linkedId }) => linkedId);
}

/** The other registrations of a patient's person, as they stand now. */
export async function listLinkedPatients(
  db: ReadonlyDb,
  patientId: string,
): Promise<readonly Patient[]> {
  return selectPatients(db, await linkedPatientIds(db, patientId));
}

/** What counts of what was said of the charts of a person. */
export function sayingsAmong(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<readonly StoredSaying[]> {
  return selectSayings(db, patientIds);
}

/** The other charts of each of these patients' persons, by id. */
export async function linkedPatientsOf(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const pairs = await selectLinked(db, patientIds);
  const groups = Map.groupBy(pairs, ({ patientId }) => patientId);
  return new Map([...groups].map(([id, of]) => [id, of.map(({ linkedId }) => linkedId)]));
}

/** A saying as it is shown. */
export function shownSaying({ id, reason, saidByName, linkedAt }: StoredSaying): PatientSaying {
  return { id, reason, saidByName, saidAt: linkedAt };
}
