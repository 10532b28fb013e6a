import type { ImportedTreatment } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import type { Tx } from '../platform/database.ts';

/**
 * Adds the treatment records that are not here yet and leaves the others as they are; one outcome per row.
 * Another system recorded and signed them: nobody signs or bills them here, and no rule of scope is asked
 * about what was done elsewhere.
 */
export async function insertImportedTreatments(
  tx: Tx,
  rows: readonly ImportedTreatment[],
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('treatmentRecords')
    .values(rows.map((row) => ({ ...row, isImported: true })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('treatmentRecords').selectAll().where('id', 'in', ids).execute(),
  );
}
