import { billingOperations } from '../../shared/billing/contract.ts';
import { useSite } from '../client/use-site.ts';
import { formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BatchDigests } from './BatchDigests.tsx';
import { BatchFiles } from './BatchFiles.tsx';
import { rangeWords } from './billing-range.ts';

/** What an export made: the batch, its files, and what was left out of it. `value` is the job's. */
export function ExportResult({ value }: { readonly value: unknown }) {
  const site = useSite();
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
            ? `${formatQuantity(alreadyExportedCount, 'treatment')} of these days went out earlier and are left out here.`
            : 'Save the files below where your billing program looks for them.'}
        </InlineMessage>
      ) : (
        <InlineMessage tone="info" title="Nothing was new in these days">
          This is the batch that already holds them. Its files are the same as when they went out.
        </InlineMessage>
      )}
      <KeyValueList
        layout="columns"
        entries={[
          { key: 'range', label: 'Treatments from', value: rangeWords(batch) },
          {
            key: 'count',
            label: 'In this batch',
            value: formatQuantity(batch.recordCount, 'treatment'),
          },
          { key: 'who', label: 'Exported by', value: batch.exportedByName },
          {
            key: 'when',
            label: 'Exported',
            value: formatInstant(batch.exportedAt, site?.timeZone),
          },
        ]}
      />
      <BatchFiles batch={batch} />
      <BatchDigests batch={batch} />
    </Stack>
  );
}
