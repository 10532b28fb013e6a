import type { Order } from '../orders/contract.ts';
import { lineKey } from './treatment-entry.ts';
import type { TreatmentRecord } from './treatment-record.ts';

/** Something that can be chosen for a treatment: an order line, or a product that stands on no order. */
export type LineChoice = {
  readonly key: string;
  /** Null for a product without an order. */
  readonly orderNumber: string | null;
  readonly orderedOn: string;
  readonly productName: string;
  readonly quantityOrdered: number;
  /** Units used by other treatments: the record being corrected does not count. */
  readonly alreadyUsed: number;
  /** Below zero when more was used than ordered. */
  readonly remaining: number;
  /** Something remains, and the order is placed. */
  readonly isOpen: boolean;
  readonly isCancelled: boolean;
  /** False where the order has no line of the product, or there is no order. */
  readonly isOnOrder: boolean;
};

type OwnUse = Pick<TreatmentRecord, 'orderId' | 'productId' | 'quantityUsed'>;

/**
 * The lines of a patient's placed orders, newest order first. `correcting` is the saved record whose own
 * use is given back while it is corrected; its order is among them whatever has become of it.
 */
export function lineChoices(
  orders: readonly Order[],
  correcting: OwnUse | null = null,
): readonly LineChoice[] {
  return orders
    .filter(({ id, status }) => status === 'placed' || id === correcting?.orderId)
    .toSorted((one, other) => compareText(other.orderedOn, one.orderedOn))
    .flatMap((order) =>
      order.lines.map((line) => {
        const key = lineKey({ orderId: order.id, productId: line.productId });
        const ownUse =
          correcting !== null && lineKey(correcting) === key ? correcting.quantityUsed : 0;
        const remaining = line.quantityRemaining + ownUse;
        return {
          key,
          orderNumber: order.orderNumber,
          orderedOn: order.orderedOn,
          productName: line.productName,
          quantityOrdered: line.quantityOrdered,
          alreadyUsed: line.quantityUsed - ownUse,
          remaining,
          isOpen: remaining > 0 && order.status === 'placed',
          isCancelled: order.status === 'cancelled',
          isOnOrder: true,
        };
      }),
    );
}

/** A product that stands on no order of the patient, by its key (`lineKey`): nothing is ever left of it. */
export function unorderedChoice(key: string, productName: string): LineChoice {
  return {
    key,
    orderNumber: null,
    orderedOn: '',
    productName,
    quantityOrdered: 0,
    alreadyUsed: 0,
    remaining: 0,
    isOpen: false,
    isCancelled: false,
    isOnOrder: false,
  };
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
