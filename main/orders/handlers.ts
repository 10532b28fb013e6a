import type { Handlers } from '../../shared/base/contract.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { orderOperations } from '../../shared/orders/contract.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { addOrder, numberedLines } from './actions.ts';
import {
  cancelProblem,
  draftToChange,
  orderAsSaved,
  orderToChange,
  unknownOrder,
} from './change-order.ts';
import { nextOrderNumber } from './order-number.ts';
import { selectPageOf } from './page-store.ts';
import { dateProblem, namedLines, orderProblem } from './order-problem.ts';
import { countOrders, selectOrders, selectUsage } from './store.ts';
import { replaceLines, updateOrder } from './write-store.ts';

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
  async 'orders.changeDraft'({ orderId, seen, ...input }, { tx, now, newId }) {
    const found = await draftToChange(tx, { orderId, seen });
    if (!found.ok) return found;
    const draft = found.value;
    const ordering = { birthOn: draft.patientBirthOn, orderId, now };
    const problem = await orderProblem(tx, input, ordering);
    if (problem) return problem;
    const lines = await namedLines(tx, input.lines, newId);
    if (!lines.ok) return lines;
    const { facilityId, orderedOn } = input;
    const orderNumber = input.orderNumber ?? draft.orderNumber;
    await updateOrder(tx, draft, { orderNumber, facilityId, orderedOn });
    await replaceLines(tx, orderId, numberedLines(orderId, lines.value));
    return orderAsSaved(tx, orderId);
  },
  async 'orders.place'({ orderId, seen, orderedOn }, { tx, now }) {
    const found = await draftToChange(tx, { orderId, seen });
    if (!found.ok) return found;
    const birthOn = found.value.patientBirthOn;
    const problem = await dateProblem(tx, orderedOn, { birthOn, now });
    if (problem) return problem;
    await updateOrder(tx, found.value, { status: 'placed', orderedOn });
    return orderAsSaved(tx, orderId);
  },
  async 'orders.cancel'({ orderId, seen, reason }, { tx, now, actor }) {
    const found = await orderToChange(tx, { orderId, seen });
    if (!found.ok) return found;
    const problem = await cancelProblem(tx, found.value);
    if (problem) return problem;
    await updateOrder(tx, found.value, {
      status: 'cancelled',
      cancelledAt: now.toISOString(),
      cancelledBy: actor.userId,
      cancelReason: reason,
    });
    return orderAsSaved(tx, orderId);
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
