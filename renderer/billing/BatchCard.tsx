import type { BillingBatch } from '../../shared/billing/contract.ts';
import { useSite } from '../client/use-site.ts';
import { formatInstant, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import { BatchDigests } from './BatchDigests.tsx';
import { BatchFiles } from './BatchFiles.tsx';
import { rangeWords } from '../day-range.ts';

/** One batch: what went out, when and by whom, its files, and how to prove that they are the ones. */
export function BatchCard({ batch }: { readonly batch: BillingBatch }) {
  const site = useSite();
  return (
    <Stack gap={3}>
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
      {batch.changedSinceCount > 0 && (
        <InlineMessage tone="caution">
          {formatQuantity(batch.changedSinceCount, 'treatment')} of this batch changed since it went
          out. The files still say what went out then.
        </InlineMessage>
      )}
      <BatchFiles batch={batch} />
      <BatchDigests batch={batch} />
    </Stack>
  );
}
