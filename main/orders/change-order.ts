import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Order } from '../../shared/orders/contract.ts';
import { movementsInWords, movementsOfOrder } from '../../shared/orders/order-movement.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { selectOrdersById, selectUsage } from './store.ts';
import { lockOrder } from './write-store.ts';

export const unknownOrder = fail('UnknownOrder', 'There is no such order here.');

type Seen = { readonly orderId: string; readonly seen: number };

/** The order as it stands, locked; or that it is gone, or that somebody changed it since it was seen. */
export async function orderToChange(tx: Tx, { orderId, seen }: Seen) {
  await lockOrder(tx, orderId);
  const [order] = await selectOrdersById(tx, [orderId]);
  if (!order) return unknownOrder;
  return order.version === seen
    ? ok(order)
    : failWith('Stale', 'Somebody else changed this order meanwhile.', order);
}

/** The same for an order that must still be a draft. */
export async function draftToChange(tx: Tx, seen: Seen) {
  const found = await orderToChange(tx, seen);
  if (!found.ok || found.value.status === 'draft') return found;
  return failWith(
    'NotADraft',
    'This order is no draft any more. What it says stays as it is.',
    found.value,
  );
}

/** An order that was just written. */
export async function orderAsSaved(tx: Tx, id: string) {
  const [saved] = await selectOrdersById(tx, [id]);
  if (!saved) throw new Error('An order that was just saved is gone');
  return ok(saved);
}

/** Why an order cannot be cancelled, or null. */
export async function cancelProblem(db: ReadonlyDb, order: Order) {
  if (order.status === 'cancelled')
    return failWith('AlreadyCancelled', 'This order was cancelled already.', order);
  if (order.isUnplanned)
    return fail(
      'NotCancellable',
      'Nobody placed this order: it stands for what was used without one.',
    );
  const moved = movementsOfOrder(order, (await selectUsage(db, order.id)) ?? []);
  if (moved.length === 0) return null;
  return failWith(
    'OrderInUse',
    `Something came in or was used already (${movementsInWords(moved)}), so this order cannot be cancelled.`,
    moved,
  );
}
