import type { Order, OrderPage } from './contract.ts';

/** A product of which something came in for an order, or was used from it. */
export type OrderMovement = {
  readonly productName: string;
  readonly quantityReceived: number;
  readonly quantityUsed: number;
};

/** Everything that was received for an order or used from it, whether or not it stands on a line of it. */
export function movementsOfOrder(
  { lines }: Pick<Order, 'lines'>,
  usage: OrderPage['usage'],
): OrderMovement[] {
  const onOrder = new Set(lines.map(({ productId }) => productId));
  const others = usage.filter(({ productId }) => !onOrder.has(productId));
  const all = [
    ...lines,
    ...others.map(({ productName, totalUsed }) => ({
      productName,
      quantityReceived: 0,
      quantityUsed: totalUsed,
    })),
  ];
  return all
    .filter(({ quantityReceived, quantityUsed }) => quantityReceived > 0 || quantityUsed > 0)
    .map(({ productName, quantityReceived, quantityUsed }) => ({
      productName,
      quantityReceived,
      quantityUsed,
    }));
}

/** `Foam: 3 received, 1 used; Gel: 2 used`. */
export function movementsInWords(movements: readonly OrderMovement[]): string {
  return movements
    .map(({ productName, quantityReceived, quantityUsed }) => {
      const received = quantityReceived > 0 ? [`${quantityReceived} received`] : [];
      const used = quantityUsed > 0 ? [`${quantityUsed} used`] : [];
      return `${productName}: ${[...received, ...used].join(', ')}`;
    })
    .join('; ');
}
