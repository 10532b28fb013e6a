import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { Order } from '../../shared/orders/contract.ts';
import { movementsInWords, movementsOfOrder } from '../../shared/orders/order-movement.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { numberedLines } from './actions.ts';
import { dateProblem, namedLines, type OrderFields, orderProblem } from './order-problem.ts';
import { selectOrdersById, selectUsage } from './store.ts';
import { lockOrder, replaceLines, updateOrder } from './write-store.ts';

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
  return !found.ok || found.value.status === 'draft' ? found : notADraft(found.value);
}

export function notADraft(order: Order) {
  return failWith(
    'NotADraft',
    'This order is no draft any more. What it says stays as it is.',
    order,
  );
}

/** An order that was just written. */
export async function orderAsSaved(tx: Tx, id: string) {
  const [saved] = await selectOrdersById(tx, [id]);
  if (!saved) throw new Error('An order that was just saved is gone');
  return ok(saved);
}

/** Why an order cannot be cancelled, or null. */
async function cancelProblem(db: ReadonlyDb, order: Order) {
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

type Changing = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

/** Puts what is typed in place of what a draft says, as it is saved then. */
export async function changeDraft({ tx, now, newId }: Changing, draft: Order, typed: OrderFields) {
  const { id, patientBirthOn: birthOn } = draft;
  const problem = await orderProblem(tx, typed, { birthOn, orderId: id, now });
  if (problem) return problem;
  const lines = await namedLines(tx, typed.lines, newId);
  if (!lines.ok) return lines;
  const { facilityId, orderedOn } = typed;
  const orderNumber = typed.orderNumber ?? draft.orderNumber;
  await updateOrder(tx, draft, { orderNumber, facilityId, orderedOn });
  await replaceLines(tx, id, numberedLines(id, lines.value));
  return orderAsSaved(tx, id);
}

/** From then on it can be used from a draft. */
export async function placeOrder({ tx, now }: Changing, draft: Order, orderedOn: CivilDate) {
  const problem = await dateProblem(tx, orderedOn, { birthOn: draft.patientBirthOn, now });
  if (problem) return problem;
  await updateOrder(tx, draft, { status: 'placed', orderedOn });
  return orderAsSaved(tx, draft.id);
}

/** Cancels an order of which nothing came in or was used. */
export async function cancelOrder({ tx, now, actor }: Changing, order: Order, reason: string) {
  const problem = await cancelProblem(tx, order);
  if (problem) return problem;
  await updateOrder(tx, order, {
    status: 'cancelled',
    cancelledAt: now.toISOString(),
    cancelledBy: actor.userId,
    cancelReason: reason,
  });
  return orderAsSaved(tx, order.id);
}
