import type { ImportedProduct } from '../../shared/imports/imported-rows.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../shared/imports/row-outcome.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { Tx } from '../platform/database.ts';

/** Adds the products that are not here yet and leaves the others as they are; one outcome per row. */
export async function insertImportedProducts(
  tx: Tx,
  rows: readonly ImportedProduct[],
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('products')
    .values(rows.map((row) => ({ ...row, searchText: productSearchText(row) })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('products').selectAll().where('id', 'in', ids).execute(),
  );
}
