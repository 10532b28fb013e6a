import type { Insertable, Updateable } from 'kysely';
import type { Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

type LineRow = Insertable<Schema['orderLines']>;

export async function insertOrders(
  tx: Tx,
  orders: readonly Insertable<Schema['orders']>[],
  lines: readonly LineRow[],
): Promise<void> {
  await tx
    .insertInto('orders')
    .values([...orders])
    .execute();
  await insertLines(tx, lines);
}

async function insertLines(tx: Tx, lines: readonly LineRow[]): Promise<void> {
  if (lines.length === 0) return;
  await tx
    .insertInto('orderLines')
    .values([...lines])
    .execute();
}

/** Changes an order and counts its version up. */
export async function updateOrder(
  tx: Tx,
  current: { readonly id: string; readonly version: number },
  to: Updateable<Schema['orders']>,
): Promise<void> {
  await tx
    .updateTable('orders')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

/** Puts other lines in place of those of a draft, of which nothing can have come in. */
export async function replaceLines(
  tx: Tx,
  orderId: string,
  lines: readonly LineRow[],
): Promise<void> {
  await tx.deleteFrom('orderLines').where('orderId', '=', orderId).execute();
  await insertLines(tx, lines);
}

/** Until the end of the transaction nothing else is decided about this order. */
export async function lockOrder(tx: Tx, orderId: string): Promise<void> {
  await tx.selectFrom('orders').select('id').where('id', '=', orderId).forUpdate().execute();
}
