import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { orderFields } from '../../shared/orders/contract.ts';
import type { CommandContext } from '../platform/context.ts';
import { selectOrdersById } from './store.ts';
import { cancelOrder, changeDraft, notADraft, placeOrder, unknownOrder } from './change-order.ts';
import { lockOrder } from './write-store.ts';

type SettlingContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

/** What somebody wrote of an order without having seen what stands. */
export type UnseenOrder = {
  readonly id: string;
  /** The fields that its author changed, by the names of the contract. */
  readonly said: Readonly<Record<string, unknown>>;
  /** All lines that its author put in place of those of a draft; null where they left them. */
  readonly lines: readonly { readonly productId: unknown; readonly quantity: unknown }[] | null;
  /** Why it is taken up now, and whose it was. */
  readonly reason: string;
};

const typedOrder = z.object(orderFields);

/** Changes a draft, places or cancels an order, by the rules of each. */
export async function takeOverOrder(
  context: SettlingContext,
  { id, said, lines, reason }: UnseenOrder,
) {
  const { tx } = context;
  await lockOrder(tx, id);
  const [current] = await selectOrdersById(tx, [id]);
  if (!current) return unknownOrder;
  if (said['status'] === 'cancelled') return cancelOrder(context, current, reason);
  if (current.status !== 'draft') return notADraft(current);
  const standing = current.lines.map(({ productId, quantityOrdered }) => ({
    productId,
    quantity: quantityOrdered,
  }));
  const { orderNumber, facilityId, orderedOn } = { ...current, ...said };
  const read = typedOrder.safeParse({
    orderNumber,
    facilityId,
    orderedOn,
    lines: lines ?? standing,
  });
  if (!read.success)
    return fail('NotReadable', 'It says something that no order can say. Enter it by hand.');
  const changed = await changeDraft(context, current, read.data);
  if (!changed.ok) return changed;
  if (said['status'] !== 'placed') return ok(null);
  return placeOrder(context, changed.value, read.data.orderedOn);
}
