import type { ReadonlyDb } from '../platform/database.ts';
import { selectPatientsOfExport } from './export-store.ts';

/** The patients whom a call list in a file names: reading it is written down for each. */
export function patientsOfExport(db: ReadonlyDb, digest: string): Promise<readonly string[]> {
  return selectPatientsOfExport(db, digest);
}
