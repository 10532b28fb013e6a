import type { ImportedPatient } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import { patientSearchColumns } from '../../shared/patients/patient.ts';
import type { Tx } from '../platform/database.ts';

/** Adds the patients that are not here yet and leaves the others as they are; one outcome per row. */
export async function insertImportedPatients(
  tx: Tx,
  rows: readonly ImportedPatient[],
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('patients')
    .values(rows.map((row) => ({ ...row, ...patientSearchColumns(row) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('patients').selectAll().where('id', 'in', ids).execute(),
  );
}
