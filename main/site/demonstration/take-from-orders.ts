import { overuse } from '../../../shared/treatments/treatment-record.ts';
import type { NewOrder } from '../../orders/actions.ts';

export type Use = {
  readonly patientId: string;
  readonly productId: string;
  readonly quantityUsed: number;
  readonly dateApplied: string;
  readonly overuseReason: string | null;
};

type LineTaken = {
  readonly order: NewOrder;
  readonly productId: string;
  readonly productName: string;
  readonly quantityOrdered: number;
  alreadyUsed: number;
};

/**
 * Says from which order each use takes: the patient's oldest that was placed by then and holds enough,
 * else the newest one, beyond what it holds. `uses` and `orders` are oldest first. Throws where there
 * is no order to take from, or no reason to take more than it holds.
 */
export function takeFromOrders<U extends Use>(orders: readonly NewOrder[], uses: readonly U[]) {
  const lines = orders.flatMap((order) =>
    order.lines.map((line): LineTaken => ({ ...line, order, alreadyUsed: 0 })),
  );
  return uses.map((use) => {
    const line = lineFor(use, lines);
    const isBeyondOrder = overuse({ ...line, quantityUsed: use.quantityUsed }) > 0;
    if (isBeyondOrder !== (use.overuseReason !== null))
      throw new Error(
        `The demonstration uses ${use.productId} beyond its order, or says so wrongly`,
      );
    line.alreadyUsed += use.quantityUsed;
    return { ...use, orderId: line.order.id, productName: line.productName };
  });
}

function lineFor(use: Use, lines: readonly LineTaken[]): LineTaken {
  const holding = lines.filter(
    ({ order, productId }) =>
      order.patientId === use.patientId &&
      productId === use.productId &&
      order.orderedOn <= use.dateApplied,
  );
  const line =
    holding.find((each) => overuse({ ...each, quantityUsed: use.quantityUsed }) === 0) ??
    holding.at(-1);
  if (!line) throw new Error(`The demonstration uses ${use.productId} before it is ordered`);
  return line;
}
