import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { orderOperations } from '../../shared/orders/contract.ts';
import { findFacility } from '../facilities/actions.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { todayAtSite } from '../site/actions.ts';
import { addOrder } from './actions.ts';
import { nextOrderNumber } from './order-number.ts';
import {
  countOrders,
  isOrderNumberTaken,
  selectOrderHead,
  selectOrders,
  selectOrdersById,
  selectUsage,
} from './store.ts';

type OrderInput = {
  readonly patientId: string;
  readonly orderNumber: string | null;
  readonly orderedOn: string;
  readonly facilityId: string | null;
  readonly lines: readonly { readonly productId: string }[];
};

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

/** Why this order cannot be placed, or null. */
async function orderProblem(tx: Tx, input: OrderInput, now: Date) {
  const patient = await findPatient(tx, input.patientId);
  if (!patient) return unknownPatient;
  if (input.facilityId !== null && !(await findFacility(tx, input.facilityId)))
    return fail('UnknownFacility', 'There is no such facility here.');
  if (input.orderedOn > (await todayAtSite(tx, now)))
    return fail('ImpossibleDate', 'orderedOn is in the future. Check the date.');
  if (input.orderedOn < patient.birthOn)
    return fail('ImpossibleDate', "orderedOn is before the patient's birth. Check the date.");
  if (new Set(input.lines.map(({ productId }) => productId)).size < input.lines.length)
    return fail('ProductTwice', 'A product stands on two lines. Put its quantity on one.');
  if (input.orderNumber !== null && (await isOrderNumberTaken(tx, input.orderNumber)))
    return fail('OrderNumberTaken', 'Another order has that number already.');
  return null;
}

export const orderHandlers: Handlers<typeof orderOperations, Contexts> = {
  async 'orders.create'(input, { tx, now, newId, actor }) {
    const problem = await orderProblem(tx, input, now);
    if (problem) return problem;
    const skus = input.lines.map(({ productId }) => productId);
    const products = new Map((await findProductsBySku(tx, skus)).map((each) => [each.sku, each]));
    const lines = input.lines.flatMap(({ productId, quantity }) => {
      const product = products.get(productId);
      const line = { id: newId(), productId, quantityOrdered: quantity };
      return product ? [{ ...line, productName: product.name }] : [];
    });
    if (lines.length < input.lines.length)
      return fail(
        'UnknownProduct',
        'A product of this order is not in the catalogue. Add it first.',
      );
    const { patientId, facilityId, orderedOn } = input;
    const id = newId();
    const orderNumber = input.orderNumber ?? (await nextOrderNumber(tx, orderedOn));
    const head = { id, orderNumber, patientId, facilityId, orderedOn, orderedBy: actor.userId };
    await addOrder(tx, { ...head, lines });
    const [placed] = await selectOrdersById(tx, [id]);
    if (!placed) throw new Error('An order that was just placed is gone');
    return ok(placed);
  },
  async 'orders.list'(page, { db }) {
    if (page.patientId !== null && !(await findPatient(db, page.patientId))) return unknownPatient;
    return ok({ orders: await selectOrders(db, page), total: await countOrders(db, page) });
  },
  async 'orders.usage'({ orderId }, { db }) {
    const order = await selectOrderHead(db, orderId);
    if (!order) return fail('UnknownOrder', 'There is no such order here.');
    return ok(await selectUsage(db, order));
  },
};
