import type { Order } from '../../shared/orders/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertOrders, selectLineOfOrder, selectOrderHead, selectOrders } from './store.ts';

const CHART_ORDERS = 500;

/** All orders of a patient, newest first, with what remains of each line. */
export function listOrdersOf(db: ReadonlyDb, patientId: string): Promise<Order[]> {
  return selectOrders(db, { patientId, onlyOpen: false, limit: CHART_ORDERS, offset: 0 });
}

/** Whose order it is, or undefined. */
export function findOrderHead(db: ReadonlyDb, orderId: string) {
  return selectOrderHead(db, orderId);
}

/** A line of an order by product, with what was used of it; `exceptRecordId` is not counted. */
export function findOrderLine(
  db: ReadonlyDb,
  of: {
    readonly orderId: string;
    readonly productId: string;
    readonly exceptRecordId: string | null;
  },
) {
  return selectLineOfOrder(db, of);
}

export type NewOrder = {
  readonly id: string;
  readonly orderNumber: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly orderedOn: string;
  readonly orderedBy: string;
  readonly lines: readonly {
    readonly id: string;
    readonly productId: string;
    readonly productName: string;
    readonly quantityOrdered: number;
  }[];
};

/** Places an order; its lines are numbered as they stand. */
export function addOrder(tx: Tx, order: NewOrder): Promise<void> {
  return addOrders(tx, [order]);
}

/** Places one to some hundred orders at once. */
export function addOrders(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
  return insertOrders(
    tx,
    orders.map((order) => {
      const { lines: _, ...row } = order;
      return row;
    }),
    orders.flatMap(({ id, lines }) =>
      lines.map((line, index) => ({ ...line, orderId: id, lineNumber: index + 1 })),
    ),
  );
}
