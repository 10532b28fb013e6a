import type { Order, OrderPage } from '../../shared/orders/contract.ts';
import type { OrderStatus } from '../../shared/orders/order-stage.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { type UsageRow, usageRows } from './order-words.ts';
import { RemainingMark } from './RemainingMark.tsx';

function counted(key: 'ordered' | 'received' | 'used', header: string): Column<UsageRow> {
  return { key, header, align: 'end', render: (row) => formatCount(row[key]) };
}

function columns(status: OrderStatus): readonly Column<UsageRow>[] {
  return [
    {
      key: 'product',
      header: 'Product',
      isRowHeader: true,
      render: (row) => (
        <>
          <span dir="auto">{row.productName}</span>
          <span className="order-lines__sku order-lines__sku--below">{row.productId}</span>
        </>
      ),
    },
    counted('ordered', 'Ordered'),
    counted('received', 'Received'),
    counted('used', 'Used'),
    {
      key: 'left',
      header: 'Left to use',
      isNoWrap: true,
      render: (row) => <RemainingMark status={status} quantityRemaining={row.remaining} />,
    },
  ];
}

export type OrderLinesPanelProps = {
  readonly order: Pick<Order, 'status' | 'lines'>;
  readonly usage: OrderPage['usage'];
};

/** The products of an order: ordered, received, used, left. */
export function OrderLinesPanel({ order, usage }: OrderLinesPanelProps) {
  return (
    <Panel heading="Products" isFlush>
      <DataTable
        caption="Products of this order"
        isCaptionHidden
        isDense
        columns={columns(order.status)}
        rows={usageRows(order, usage)}
        rowKey={(row) => row.productId}
        emptyState={<EmptyState title="Nothing was used from it" />}
      />
    </Panel>
  );
}
