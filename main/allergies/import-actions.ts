import type { ImportedAllergy } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import type { Tx } from '../platform/database.ts';

/** Adds the allergies that are not here yet and leaves the others as they are; one outcome per row. */
export async function insertImportedAllergies(
  tx: Tx,
  imported: readonly ImportedAllergy[],
): Promise<readonly RowOutcome[]> {
  // One that was taken off the chart here is not what the source says any more.
  const rows = imported.map((row) => ({ ...row, removedAt: null }));
  const inserted = await tx
    .insertInto('allergies')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('allergies').selectAll().where('id', 'in', ids).execute(),
  );
}
