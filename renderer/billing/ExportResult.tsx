import { billingOperations } from '../../shared/billing/contract.ts';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BatchCard } from './BatchCard.tsx';

/** What an export made: the batch, its files, and what was left out of it. `value` is the job's. */
export function ExportResult({ value }: { readonly value: unknown }) {
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
      <BatchCard batch={batch} />
    </Stack>
  );
}
