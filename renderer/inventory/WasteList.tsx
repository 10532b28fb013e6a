import { Trash2 } from 'lucide-react';
import type { WasteRecord } from '../../shared/inventory/waste-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { unitTitle } from './stock-words.ts';

function columnsFor(timeZone: string | undefined): readonly Column<WasteRecord>[] {
  return [
    {
      key: 'when',
      header: 'Wasted',
      isNoWrap: true,
      render: ({ wastedAt }) => formatInstant(wastedAt, timeZone),
    },
    {
      key: 'product',
      header: 'Product',
      isRowHeader: true,
      render: ({ productName, productId }) => productName ?? productId,
    },
    { key: 'unit', header: 'Lot and serial', render: unitTitle },
    {
      key: 'pieces',
      header: 'Pieces',
      align: 'end',
      render: ({ pieces }) => formatCount(pieces),
    },
    {
      key: 'reason',
      header: 'Why',
      render: ({ reason, largerPackageReason, voidedAt, voidReason, voidedByName }) => (
        <>
          {voidedAt === null ? reason : <s>{reason}</s>}
          {largerPackageReason !== null && ` · Larger package: ${largerPackageReason}`}
          {voidedAt !== null && ` · Voided by ${voidedByName ?? ''}: ${voidReason ?? ''}`}
        </>
      ),
    },
    {
      key: 'who',
      header: 'Recorded by',
      render: ({ recordedByName, witnessedByName }) =>
        witnessedByName === null ? recordedByName : `${recordedByName}, ${witnessedByName} watched`,
    },
  ];
}

/** What was wasted without a treatment: of one product, or with null of all. */
export function WasteList({ productId }: { readonly productId: string | null }) {
  const site = useSite();
  const waste = useOperation('waste.list', { productId });
  if (waste.data === undefined) return <QueryNotice query={waste} what="Waste records" />;
  return (
    <Panel isFlush>
      <DataTable
        caption="Waste records, the newest first"
        isCaptionHidden
        columns={columnsFor(site?.timeZone)}
        rows={waste.data.records}
        rowKey={({ id }) => id}
        rowTone={({ voidedAt }) => (voidedAt === null ? undefined : 'muted')}
        emptyState={<EmptyState icon={Trash2} title="No piece was wasted without a treatment" />}
      />
    </Panel>
  );
}
