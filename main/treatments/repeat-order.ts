import type { Order } from '../../shared/orders/contract.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';

/**
 * Which order a repeat takes from: the same while it holds some, else the oldest of the patient's other
 * open orders that holds the product. `orders` are newest first.
 */
export function orderToRepeatFrom(
  last: Pick<TreatmentRecord, 'orderId' | 'productId'>,
  orders: readonly Order[],
) {
  const holding = orders.flatMap((order) =>
    order.status === 'placed'
      ? order.lines
          .filter((line) => line.productId === last.productId && line.quantityRemaining > 0)
          .map(({ quantityRemaining }) => ({
            orderId: order.id,
            orderNumber: order.orderNumber,
            quantityRemaining,
          }))
      : [],
  );
  const same = holding.find(({ orderId }) => orderId === last.orderId);
  return same ?? holding.at(-1) ?? { orderId: null, orderNumber: null, quantityRemaining: 0 };
}
