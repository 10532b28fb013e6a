import type { ImportedOrder } from '../../shared/imports/imported-rows.ts';
import {
  bothOutcomes,
  type RowOutcome,
  outcomesAfterInsert,
} from '../../shared/imports/row-outcome.ts';
import type { Tx } from '../platform/database.ts';

/** Adds the orders that are not here yet, each with its line; one outcome per order. */
export async function insertImportedOrders(
  tx: Tx,
  orders: readonly ImportedOrder[],
): Promise<readonly RowOutcome[]> {
  const heads = await insertHeads(
    tx,
    orders.map(({ line: _line, ...head }) => head),
  );
  const lines = await insertLines(
    tx,
    orders.map(({ id, line }) => ({ orderId: id, lineNumber: 1, ...line })),
  );
  return orders.map((_order, index) =>
    bothOutcomes(heads[index] ?? 'unchanged', lines[index] ?? 'unchanged'),
  );
}

async function insertHeads(
  tx: Tx,
  rows: readonly Omit<ImportedOrder, 'line'>[],
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('orders')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('orders').selectAll().where('id', 'in', ids).execute(),
  );
}

type LineRow = ImportedOrder['line'] & { readonly orderId: string; readonly lineNumber: number };

async function insertLines(tx: Tx, rows: readonly LineRow[]): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('orderLines')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('orderLines').selectAll().where('id', 'in', ids).execute(),
  );
}
