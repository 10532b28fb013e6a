import { FileSpreadsheet, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { BillingBatch } from '../../shared/billing/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { BatchCard } from './BatchCard.tsx';
import { BatchFiles } from './BatchFiles.tsx';
import { rangeWords } from '../day-range.ts';

function columns(timeZone: string | undefined): readonly Column<BillingBatch>[] {
  return [
    { key: 'range', header: 'Treatments from', isRowHeader: true, render: rangeWords },
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
          <span className="billing-when">{formatInstant(batch.exportedAt, timeZone)}</span>
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
          <Badge tone="caution" icon={TriangleAlert}>
            {formatCount(changedSinceCount)} changed
          </Badge>
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
  const [openId, setOpenId] = useState<string | null>(null);
  const open = query.data?.find(({ id }) => id === openId);
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
        rowAction={{
          label: (batch) => `${rangeWords(batch)}: show this batch`,
          onPress: (batch) => setOpenId(batch.id),
        }}
        emptyState={
          <EmptyState icon={FileSpreadsheet} title="Nothing went out yet">
            Each export is kept here as a batch, and its files can be saved again at any time.
          </EmptyState>
        }
      />
      {open && (
        <Dialog
          isOpen
          title="Batch that went out"
          size="large"
          onClose={() => setOpenId(null)}
          actions={<Button onPress={() => setOpenId(null)}>Close</Button>}
        >
          <BatchCard batch={open} />
        </Dialog>
      )}
    </Panel>
  );
}
