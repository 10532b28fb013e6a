import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './Button.tsx';
import { formatCount } from './format.ts';
import { Row } from './Row.tsx';

export type PagerProps = {
  /** What is paged, in the plural: "orders". */
  readonly noun: string;
  /** Index of the first row shown, from 0. */
  readonly offset: number;
  readonly pageSize: number;
  readonly total: number;
  readonly onOffsetChange: (offset: number) => void;
};

/** Which rows of how many are shown, and the way to the next; nothing when all fit on one page. */
export function Pager({ noun, offset, pageSize, total, onOffsetChange }: PagerProps) {
  if (total <= pageSize && offset === 0) return null;
  const last = Math.min(offset + pageSize, total);
  return (
    <nav aria-label={`Pages of ${noun}`}>
      <Row gap={4} justify="end">
        <span role="status">
          {formatCount(Math.min(offset + 1, last))} to {formatCount(last)} of {formatCount(total)}{' '}
          {noun}
        </span>
        <Row>
          <Button
            icon={ChevronLeft}
            isDisabled={offset === 0}
            onPress={() => onOffsetChange(Math.max(0, offset - pageSize))}
          >
            Previous
          </Button>
          <Button
            icon={ChevronRight}
            isDisabled={last >= total}
            onPress={() => onOffsetChange(offset + pageSize)}
          >
            Next
          </Button>
        </Row>
      </Row>
    </nav>
  );
}
