import { bothOutcomes, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import type { SupplyUse } from '../../shared/imports/synthea-supplies.ts';
import { insertImportedOrders } from '../orders/import-actions.ts';
import type { Tx } from '../platform/database.ts';
import { insertImportedTreatments } from '../treatments/import-actions.ts';

/** Writes orders and the records of their use; one outcome per row of supplies.csv. */
export async function insertSupplyUses(
  tx: Tx,
  uses: readonly SupplyUse[],
): Promise<readonly RowOutcome[]> {
  const orders = await insertImportedOrders(
    tx,
    uses.map(({ order }) => order),
  );
  const treatments = await insertImportedTreatments(
    tx,
    uses.map(({ treatment }) => treatment),
  );
  return uses.map((_use, index) =>
    bothOutcomes(orders[index] ?? 'unchanged', treatments[index] ?? 'unchanged'),
  );
}
