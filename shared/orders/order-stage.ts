/** How far an order is. What of it came in is read from its receipts. */
export const orderStages = ['draft', 'placed', 'partlyReceived', 'received', 'cancelled'] as const;
export type OrderStage = (typeof orderStages)[number];

export const orderStageWords = {
  draft: 'Draft',
  placed: 'Placed',
  partlyReceived: 'Partly received',
  received: 'Received',
  cancelled: 'Cancelled',
} as const satisfies Record<OrderStage, string>;

/** What somebody decided about an order; the other stages follow from what came in. */
export const orderStatuses = ['draft', 'placed', 'cancelled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

type Came = { readonly quantityOrdered: number; readonly quantityReceived: number };

/** The stage of an order by what was decided and what came in; one without lines never comes in. */
export function orderStage(of: {
  readonly status: OrderStatus;
  readonly lines: readonly Came[];
}): OrderStage {
  const { status, lines } = of;
  if (status !== 'placed') return status;
  if (lines.every(({ quantityReceived }) => quantityReceived === 0)) return 'placed';
  return lines.every((line) => line.quantityReceived >= line.quantityOrdered)
    ? 'received'
    : 'partlyReceived';
}
