import type { Allergy } from '../../shared/allergies/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertAllergy, selectAllergies } from './store.ts';

/** The allergies on a chart now, by substance. */
export function listAllergies(db: ReadonlyDb, patientId: string): Promise<Allergy[]> {
  return selectAllergies(db, patientId);
}

export type NewAllergy = Omit<Allergy, 'recordedAt'> & {
  readonly recordedBy: string;
  readonly recordedAt: Date;
};

/** Puts an allergy on a chart. */
export function addAllergy(tx: Tx, { recordedAt, ...allergy }: NewAllergy): Promise<Allergy> {
  return insertAllergy(tx, {
    ...allergy,
    recordedAt: recordedAt.toISOString(),
    code: null,
    codeSystem: null,
    removedBy: null,
    removedAt: null,
    removalReason: null,
  });
}
