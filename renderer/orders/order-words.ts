import type { Arrival, Order, OrderLine, OrderPage } from '../../shared/orders/contract.ts';
import type { OrderStage, OrderStatus } from '../../shared/orders/order-stage.ts';
import type { Tone } from '../ui/Badge.tsx';
import { formatCount } from '../ui/format.ts';

/**
 * What can still be used of a line, in words: `6 left`, `None left`, `3 more than ordered`; of an order that
 * is not placed nothing can.
 */
export function remainingWords(status: OrderStatus, quantityRemaining: number): string {
  if (quantityRemaining >= 0 && status === 'draft') return 'None until placed';
  if (quantityRemaining >= 0 && status === 'cancelled') return 'None';
  if (quantityRemaining > 0) return `${formatCount(quantityRemaining)} left`;
  if (quantityRemaining === 0) return 'None left';
  return `${formatCount(-quantityRemaining)} more than ordered`;
}

export const stageTones: Readonly<Record<OrderStage, Tone>> = {
  draft: 'caution',
  placed: 'info',
  partlyReceived: 'accent',
  received: 'success',
  cancelled: 'neutral',
};

/** What became of pieces that came in, in words. */
export function arrivalState({ isAccepted }: Pick<Arrival, 'isAccepted'>): {
  readonly words: string;
  readonly tone: Tone;
} {
  if (isAccepted === null) return { words: 'Waits in quarantine', tone: 'caution' };
  return isAccepted
    ? { words: 'Accepted', tone: 'success' }
    : { words: 'Not accepted', tone: 'danger' };
}

/** `Lot L-1, serial S-2`; empty where the label said neither. */
export function labelWords({ lotNumber, serialNumber }: Arrival): string {
  const lot = lotNumber === null ? [] : [`lot ${lotNumber}`];
  const serial = serialNumber === null ? [] : [`serial ${serialNumber}`];
  const words = [...lot, ...serial].join(', ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The name under which an unfinished change of a draft is kept. */
export function keptDraft(orderId: string): string {
  return `changeOrder ${orderId}`;
}

/** What stands in place of the lines of an order that nobody placed. */
export const unplannedWords = 'Used without an order; open it to see what';

/** True when more of some line was used than ordered. */
export function isOverused({ lines }: { readonly lines: readonly OrderLine[] }): boolean {
  return lines.some(({ quantityRemaining }) => quantityRemaining < 0);
}

export type UsageRow = {
  readonly productId: string;
  readonly productName: string;
  /** Zero for a product that was used but is not on the order. */
  readonly ordered: number;
  readonly received: number;
  readonly used: number;
  readonly remaining: number;
};

/** Each product of an order with what was ordered, came in and was used, and whatever else was used from it. */
export function usageRows(
  order: Pick<Order, 'lines'>,
  usage: OrderPage['usage'],
): readonly UsageRow[] {
  const ordered = order.lines.map(({ productId, productName, ...line }) => ({
    productId,
    productName,
    ordered: line.quantityOrdered,
    received: line.quantityReceived,
    used: line.quantityUsed,
    remaining: line.quantityRemaining,
  }));
  const onOrder = new Set(order.lines.map(({ productId }) => productId));
  const others = usage
    .filter(({ productId }) => !onOrder.has(productId))
    .map(({ productId, productName, totalUsed }) => ({
      productId,
      productName,
      ordered: 0,
      received: 0,
      used: totalUsed,
      remaining: 0 - totalUsed,
    }));
  return [...ordered, ...others];
}
