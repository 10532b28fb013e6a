import type { ImportedFacility } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import type { Tx } from '../platform/database.ts';

/** Adds the facilities that are not here yet and leaves the others as they are; one outcome per row. */
export async function insertImportedFacilities(
  tx: Tx,
  rows: readonly ImportedFacility[],
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('facilities')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('facilities').selectAll().where('id', 'in', ids).execute(),
  );
}
