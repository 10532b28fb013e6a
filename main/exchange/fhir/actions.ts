import type { ReadonlyDb } from '../../platform/database.ts';
import { selectPatientsOfFhir } from './export-store.ts';

/** The patient whose chart is in a FHIR file: reading it is written down for them. */
export function patientsOfFhirExport(db: ReadonlyDb, digest: string): Promise<readonly string[]> {
  return selectPatientsOfFhir(db, digest);
}
