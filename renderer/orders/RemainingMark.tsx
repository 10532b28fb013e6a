import { TriangleAlert } from 'lucide-react';
import { Badge } from '../ui/Badge.tsx';
import { remainingWords } from './order-words.ts';

type RemainingMarkProps = { readonly quantityRemaining: number };

/** What is left of a line in words; more used than ordered stands out. */
export function RemainingMark({ quantityRemaining }: RemainingMarkProps) {
  const words = remainingWords(quantityRemaining);
  if (quantityRemaining < 0)
    return (
      <Badge tone="caution" icon={TriangleAlert}>
        {words}
      </Badge>
    );
  return <span className={quantityRemaining === 0 ? 'order-none-left' : undefined}>{words}</span>;
}
