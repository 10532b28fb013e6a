import type { Order } from '../../shared/orders/contract.ts';
import { orderStageWords } from '../../shared/orders/order-stage.ts';
import { Badge } from '../ui/Badge.tsx';
import { stageTones } from './order-words.ts';

export type StageBadgeProps = { readonly order: Pick<Order, 'stage' | 'isUnplanned'> };

/** How far an order is; one that nobody placed is at no stage. */
export function StageBadge({ order: { stage, isUnplanned } }: StageBadgeProps) {
  return isUnplanned ? (
    <Badge tone="caution">Without an order</Badge>
  ) : (
    <Badge tone={stageTones[stage]}>{orderStageWords[stage]}</Badge>
  );
}
