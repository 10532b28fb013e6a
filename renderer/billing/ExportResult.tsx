import { useEffect, useRef } from 'react';
import { billingOperations } from '../../shared/billing/contract.ts';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BatchCard } from './BatchCard.tsx';

type ExportResultProps = {
  /** The job's. */
  readonly value: unknown;
  /** True for whoever just started it: saving its files is what comes next. */
  readonly takesFocus: boolean;
};

/** What an export made: the batch, its files, and what was left out of it. */
export function ExportResult({ value, takesFocus }: ExportResultProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) place.current?.querySelector('button')?.focus();
  }, [takesFocus]);
  const read = billingOperations['billing.export'].output.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { batch, isNew, alreadyExportedCount } = read.data;
  return (
    <Stack gap={3}>
      {isNew ? (
        <InlineMessage
          tone="success"
          title={`${formatQuantity(batch.recordCount, 'treatment')} exported as one batch`}
        >
          {alreadyExportedCount > 0
            ? `Left out: ${formatQuantity(alreadyExportedCount, 'treatment')} of these days that went out earlier.`
            : 'Save the files below where your billing program looks for them.'}
        </InlineMessage>
      ) : (
        <InlineMessage tone="info" title="Nothing was new in these days">
          This is the batch that already holds them. Its files are the same as when they went out.
        </InlineMessage>
      )}
      <div ref={place}>
        <BatchCard batch={batch} />
      </div>
    </Stack>
  );
}
