import { TriangleAlert } from 'lucide-react';
import type { OrderStatus } from '../../shared/orders/order-stage.ts';
import { Badge } from '../ui/Badge.tsx';
import { remainingWords } from './order-words.ts';

type RemainingMarkProps = {
  readonly status: OrderStatus;
  readonly quantityRemaining: number;
};

/** What is left of a line in words; more used than ordered stands out. */
export function RemainingMark({ status, quantityRemaining }: RemainingMarkProps) {
  const words = remainingWords(status, quantityRemaining);
  if (quantityRemaining < 0)
    return (
      <Badge tone="caution" icon={TriangleAlert}>
        {words}
      </Badge>
    );
  const isUsable = status === 'placed' && quantityRemaining > 0;
  return <span className={isUsable ? undefined : 'order-none-left'}>{words}</span>;
}
