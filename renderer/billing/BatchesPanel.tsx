import { FileSpreadsheet } from 'lucide-react';
import type { BillingBatch } from '../../shared/billing/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { BatchDigests } from './BatchDigests.tsx';
import { BatchFiles } from './BatchFiles.tsx';
import { rangeWords } from './billing-range.ts';

function columns(timeZone: string | undefined): readonly Column<BillingBatch>[] {
  return [
    {
      key: 'range',
      header: 'Treatments from',
      isRowHeader: true,
      render: (batch) => (
        <>
          {rangeWords(batch)}
          <BatchDigests batch={batch} />
        </>
      ),
    },
    {
      key: 'count',
      header: 'Treatments',
      align: 'end',
      render: (batch) => formatCount(batch.recordCount),
    },
    {
      key: 'exported',
      header: 'Exported',
      render: (batch) => (
        <>
          {formatInstant(batch.exportedAt, timeZone)}
          <br />
          {batch.exportedByName}
        </>
      ),
    },
    {
      key: 'changed',
      header: 'Since then',
      isNoWrap: true,
      render: ({ changedSinceCount }) =>
        changedSinceCount === 0 ? (
          'No changes'
        ) : (
          <Badge tone="caution">{formatCount(changedSinceCount)} changed since</Badge>
        ),
    },
    {
      key: 'files',
      header: 'Save the file (CSV)',
      render: (batch) => <BatchFiles batch={batch} isShort />,
    },
  ];
}

/** The batches that went out, newest first, each with its files. */
export function BatchesPanel() {
  const query = useOperation('billing.listBatches', {});
  const site = useSite();
  if (query.data === undefined) return <QueryNotice query={query} what="Past batches" />;
  return (
    <Panel heading="Batches that went out" isFlush>
      <DataTable
        caption="Batches that went out"
        isCaptionHidden
        isDense
        columns={columns(site?.timeZone)}
        rows={query.data}
        rowKey={(batch) => batch.id}
        emptyState={
          <EmptyState icon={FileSpreadsheet} title="Nothing went out yet">
            Each export is kept here as a batch, and its files can be saved again at any time.
          </EmptyState>
        }
      />
    </Panel>
  );
}
