import type { ImportedCondition } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import type { Tx } from '../platform/database.ts';

/** Adds the conditions that are not here yet and leaves the others as they are; one outcome per row. */
export async function insertImportedConditions(
  tx: Tx,
  imported: readonly ImportedCondition[],
  recordedBy: string,
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('conditions')
    .values(imported.map((row) => ({ ...row, recordedBy })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  // One that was struck out here is not what the source says any more.
  const rows = imported.map((row) => ({ ...row, voidedAt: null }));
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('conditions').selectAll().where('id', 'in', ids).execute(),
  );
}
