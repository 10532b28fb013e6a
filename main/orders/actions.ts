import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { Order } from '../../shared/orders/contract.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { nextOrderNumber } from './order-number.ts';
import { selectExpectedLines, selectOrderLine } from './arrival-store.ts';
import { selectOrders, selectOrderWithLine, selectUnplannedOrder } from './store.ts';
import { insertOrders } from './write-store.ts';

const CHART_NEWEST = 100;
const CHART_OPEN = 1000;

/** Orders of a patient, newest first: every one that still holds something, and the newest of the rest. */
export async function listOrdersOf(db: ReadonlyDb, patientId: string): Promise<Order[]> {
  const page = { patientId, stage: null, offset: 0 };
  const newest = await selectOrders(db, { ...page, onlyOpen: false, limit: CHART_NEWEST });
  // Fewer than asked for are all there are.
  if (newest.length < CHART_NEWEST) return newest;
  const open = await selectOrders(db, { ...page, onlyOpen: true, limit: CHART_OPEN });
  const older = open.filter(({ id }) => !newest.some((each) => each.id === id));
  return [...newest, ...older];
}

/** The line of an order that a treatment takes from. */
export type OrderLineInUse = {
  readonly productName: string;
  readonly quantityOrdered: number;
  /** Units that treatments took from it so far. */
  readonly alreadyUsed: number;
};

/**
 * Whose order it is, with its line of a product; undefined without an order. The line is null where it has
 * none, and where the order is a draft or cancelled: from those nothing can be used.
 */
export async function findOrderInUse(
  db: ReadonlyDb,
  of: {
    readonly orderId: string;
    readonly productId: string;
    readonly exceptRecordId: string | null;
  },
) {
  const row = await selectOrderWithLine(db, of);
  if (!row) return undefined;
  const { patientId, orderNumber, status, productName, quantityOrdered, alreadyUsed } = row;
  const line: OrderLineInUse | null =
    status !== 'placed' || productName === null || quantityOrdered === null
      ? null
      : { productName, quantityOrdered, alreadyUsed };
  return { patientId, orderNumber, line };
}

/** The line of an order that something is received for, with what came in of it; undefined where there is none. */
export function findOrderLine(db: ReadonlyDb, orderLineId: string) {
  return selectOrderLine(db, orderLineId);
}

/** Lines of placed orders of which something is still to come, of one product or with null of all. */
export function expectedLines(db: ReadonlyDb, productId: string | null) {
  return selectExpectedLines(db, productId);
}

export type NewOrder = {
  readonly id: string;
  readonly orderNumber: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly orderedOn: string;
  readonly orderedBy: string;
  /** Left out: it is placed. */
  readonly status?: 'draft' | 'placed';
  readonly lines: readonly {
    readonly id: string;
    readonly productId: string;
    readonly productName: string;
    readonly quantityOrdered: number;
  }[];
};

/** Places an order, or drafts it; its lines are numbered as they stand. */
export function addOrder(tx: Tx, order: NewOrder): Promise<void> {
  return addOrders(tx, [order]);
}

/** The same for one to some hundred orders at once. */
export function addOrders(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
  return insertOrders(
    tx,
    orders.map((order) => {
      const { lines: _, ...row } = order;
      return row;
    }),
    orders.flatMap(({ id, lines }) => numberedLines(id, lines)),
  );
}

/** The rows of an order's lines, numbered as they stand. */
export function numberedLines(orderId: string, lines: NewOrder['lines']) {
  return lines.map((line, index) => ({ ...line, orderId, lineNumber: index + 1 }));
}

type OrderingContext = Pick<CommandContext, 'tx' | 'newId'> & { readonly actor: Actor };

/**
 * The order that a treatment names when what was used stands on none: one for each patient, made when it
 * is first needed. It has no lines, so what real orders hold stays as it is.
 */
export async function unplannedOrderOf(
  { tx, newId, actor }: OrderingContext,
  patientId: string,
  usedOn: CivilDate,
): Promise<string> {
  const present = await selectUnplannedOrder(tx, patientId);
  if (present) return present.id;
  const id = newId();
  const orderNumber = await nextOrderNumber(tx, usedOn);
  const head = { id, orderNumber, patientId, facilityId: null, orderedOn: usedOn };
  await insertOrders(tx, [{ ...head, orderedBy: actor.userId, isUnplanned: true }], []);
  return id;
}
