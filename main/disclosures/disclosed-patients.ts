import type { ReadonlyDb } from '../platform/database.ts';
import { selectPatientsOfFile } from './store.ts';

/** Whose chart a file of a disclosure shows: whoever fetches it is written down as having seen it. */
export function patientsOfDisclosure(db: ReadonlyDb, digest: string): Promise<readonly string[]> {
  return selectPatientsOfFile(db, digest);
}
