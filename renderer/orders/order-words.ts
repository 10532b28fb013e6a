import type { Order, OrderLine } from '../../shared/orders/contract.ts';
import { formatCount } from '../ui/format.ts';

/** What remains of a line, in words: `6 left`, `None left`, `3 more than ordered`. */
export function remainingWords(quantityRemaining: number): string {
  if (quantityRemaining > 0) return `${formatCount(quantityRemaining)} left`;
  if (quantityRemaining === 0) return 'None left';
  return `${formatCount(-quantityRemaining)} more than ordered`;
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
  readonly used: number;
  readonly remaining: number;
};

type Usage = {
  readonly productId: string;
  readonly productName: string;
  readonly totalUsed: number;
};

/** Each product of an order with what was ordered and used, and whatever else was used from it. */
export function usageRows(order: Pick<Order, 'lines'>, usage: readonly Usage[]): UsageRow[] {
  const used = new Map(usage.map((each) => [each.productId, each.totalUsed]));
  const ordered = order.lines.map((line) => {
    const totalUsed = used.get(line.productId) ?? 0;
    return usageRow(line, line.quantityOrdered, totalUsed);
  });
  const onOrder = new Set(order.lines.map(({ productId }) => productId));
  const others = usage.filter(({ productId }) => !onOrder.has(productId));
  return [...ordered, ...others.map((each) => usageRow(each, 0, each.totalUsed))];
}

function usageRow(
  { productId, productName }: Pick<Usage, 'productId' | 'productName'>,
  ordered: number,
  used: number,
): UsageRow {
  return { productId, productName, ordered, used, remaining: ordered - used };
}
