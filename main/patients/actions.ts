import type { LikelyDuplicate } from '../../shared/patients/contract.ts';
import type { MatchFacts } from '../../shared/patients/match-facts.ts';
import { isPlainMatch, matchPatients } from '../../shared/patients/match-patients.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { patientSearchColumns } from '../../shared/patients/patient.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { type LikePatient, selectPatientsLike } from './match-store.ts';
import { insertPatient, insertPatients, replacePatient, selectPatient } from './store.ts';

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

type SaidOfPatient = LikePatient & Partial<Omit<MatchFacts, 'memberIds'>>;

async function compareWithPatients(db: ReadonlyDb, of: SaidOfPatient) {
  const facts: MatchFacts = { ...unsaid, ...of, memberIds: [] };
  const possible = await selectPatientsLike(db, of);
  return possible.map((each) => ({
    patient: each,
    match: matchPatients(facts, { ...each, memberIds: [] }),
  }));
}

/** Those who are likely the same person, with the reasons (see shared/patients/match-patients.ts). */
export async function likelyPatients(
  db: ReadonlyDb,
  of: SaidOfPatient,
): Promise<readonly LikelyDuplicate[]> {
  const compared = await compareWithPatients(db, of);
  return compared
    .filter(({ match }) => match.isLikely)
    .map(({ patient, match }) => ({ ...patient, reasons: [...match.reasons] }));
}

/** Those with the same MRN, or the same birth date and name. */
export async function plainlyAlikePatients(
  db: ReadonlyDb,
  of: SaidOfPatient,
): Promise<readonly Patient[]> {
  const compared = await compareWithPatients(db, of);
  return compared
    .filter(({ match }) => isPlainMatch(match.agreement))
    .map(({ patient }) => patient);
}

const unsaid = {
  sex: 'unknown',
  phone: null,
  addressLine: null,
  city: null,
  postalCode: null,
} as const;

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
