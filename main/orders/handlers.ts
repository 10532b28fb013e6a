import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { orderOperations } from '../../shared/orders/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { addOrder } from './actions.ts';
import {
  cancelOrder,
  changeDraft,
  draftToChange,
  orderAsSaved,
  orderToChange,
  placeOrder,
  unknownOrder,
} from './change-order.ts';
import { nextOrderNumber } from './order-number.ts';
import { selectPageOf } from './page-store.ts';
import { namedLines, orderProblem } from './order-problem.ts';
import { countOrders, selectOrders, selectUsage } from './store.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

export const orderHandlers: Handlers<typeof orderOperations, Contexts> = {
  async 'orders.create'(input, { tx, now, newId, actor }) {
    const { patientId, facilityId, orderedOn, isDraft } = input;
    const patient = await findPatient(tx, patientId);
    if (!patient) return unknownPatient;
    const ordering = { birthOn: patient.birthOn, orderId: null, now };
    const problem = await orderProblem(tx, input, ordering);
    if (problem) return problem;
    const lines = await namedLines(tx, input.lines, newId);
    if (!lines.ok) return lines;
    const id = newId();
    const orderNumber = input.orderNumber ?? (await nextOrderNumber(tx, orderedOn));
    const head = { id, orderNumber, patientId, facilityId, orderedOn, orderedBy: actor.userId };
    await addOrder(tx, { ...head, status: isDraft ? 'draft' : 'placed', lines: lines.value });
    return orderAsSaved(tx, id);
  },
  async 'orders.changeDraft'({ orderId, seen, ...typed }, context) {
    const found = await draftToChange(context.tx, { orderId, seen });
    return found.ok ? changeDraft(context, found.value, typed) : found;
  },
  async 'orders.place'({ orderId, seen, orderedOn }, context) {
    const found = await draftToChange(context.tx, { orderId, seen });
    return found.ok ? placeOrder(context, found.value, orderedOn) : found;
  },
  async 'orders.cancel'({ orderId, seen, reason }, context) {
    const found = await orderToChange(context.tx, { orderId, seen });
    return found.ok ? cancelOrder(context, found.value, reason) : found;
  },
  async 'orders.list'(page, { db }) {
    if (page.patientId !== null && !(await findPatient(db, page.patientId))) return unknownPatient;
    return ok({ orders: await selectOrders(db, page), total: await countOrders(db, page) });
  },
  async 'orders.get'({ orderId }, { db }) {
    const found = await selectPageOf(db, orderId);
    return found ? ok(found) : unknownOrder;
  },
  async 'orders.usage'({ orderId }, { db }) {
    const usage = await selectUsage(db, orderId);
    return usage ? ok(usage) : unknownOrder;
  },
};
