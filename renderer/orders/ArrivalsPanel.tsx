import { PackageOpen } from 'lucide-react';
import type { Arrival } from '../../shared/orders/contract.ts';
import { useSite } from '../client/use-site.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { arrivalState, labelWords } from './order-words.ts';

function columns(timeZone: string | undefined): readonly Column<Arrival>[] {
  return [
    {
      key: 'when',
      header: 'Received',
      isRowHeader: true,
      isNoWrap: true,
      render: ({ receivedAt }) => formatInstant(receivedAt, timeZone),
    },
    {
      key: 'product',
      header: 'Product',
      render: ({ productName }) => <span dir="auto">{productName}</span>,
    },
    {
      key: 'label',
      header: 'Lot and serial',
      render: (arrival) => labelWords(arrival) || 'Neither on the label',
    },
    {
      key: 'expires',
      header: 'Expires',
      isNoWrap: true,
      render: ({ expiresOn }) => (expiresOn === null ? 'Not said' : formatCivilDate(expiresOn)),
    },
    { key: 'pieces', header: 'Pieces', align: 'end', render: ({ pieces }) => formatCount(pieces) },
    {
      key: 'state',
      header: 'State',
      render: (arrival) => {
        const { words, tone } = arrivalState(arrival);
        return <Badge tone={tone}>{words}</Badge>;
      },
    },
    { key: 'by', header: 'Received by', render: ({ receivedByName }) => receivedByName },
  ];
}

/** What came in for an order, the newest first. */
export function ArrivalsPanel({ arrivals }: { readonly arrivals: readonly Arrival[] }) {
  const site = useSite();
  return (
    <Panel heading="What came in" isFlush>
      <DataTable
        caption="What came in for this order"
        isCaptionHidden
        isDense
        columns={columns(site?.timeZone)}
        rows={arrivals}
        rowKey={({ receiptLineId }) => receiptLineId}
        rowTone={({ isAccepted }) => (isAccepted === false ? 'muted' : undefined)}
        emptyState={
          <EmptyState icon={PackageOpen} title="Nothing came in yet">
            What is received for this order is listed here, with its lot and expiry.
          </EmptyState>
        }
      />
    </Panel>
  );
}
