import { FolderOpen } from 'lucide-react';
import type { Order } from '../../shared/orders/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { isOverused, type UsageRow, usageRows } from './order-words.ts';
import { RemainingMark } from './RemainingMark.tsx';

const columns: readonly Column<UsageRow>[] = [
  {
    key: 'product',
    header: 'Product',
    isRowHeader: true,
    render: (row) => (
      <>
        <span dir="auto">{row.productName}</span>
        <span className="order-dialog__sku">{row.productId}</span>
      </>
    ),
  },
  { key: 'ordered', header: 'Ordered', align: 'end', render: (row) => formatCount(row.ordered) },
  { key: 'used', header: 'Used', align: 'end', render: (row) => formatCount(row.used) },
  {
    key: 'left',
    header: 'Left',
    isNoWrap: true,
    render: (row) => <RemainingMark quantityRemaining={row.remaining} />,
  },
];

type OrderDialogProps = { readonly order: Order; readonly onClose: () => void };

/** One order: what it is, and how much of each product was used. */
export function OrderDialog({ order, onClose }: OrderDialogProps) {
  const usage = useOperation('orders.usage', { orderId: order.id });
  const go = useNavigation((state) => state.go);
  const mayReadCharts = useMay('charts.read');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Order ${order.orderNumber}`}
      size="large"
      actions={
        <>
          <Button onPress={onClose}>Close</Button>
          {mayReadCharts && (
            <Button
              variant="primary"
              icon={FolderOpen}
              onPress={() => go({ screen: 'chart', patientId: order.patientId })}
            >
              Open the chart
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <KeyValueList
          layout="columns"
          entries={[
            { key: 'patient', label: 'Patient', value: order.patientName },
            { key: 'born', label: 'Birth date', value: formatCivilDate(order.patientBirthOn) },
            { key: 'on', label: 'Ordered on', value: formatCivilDate(order.orderedOn) },
            { key: 'by', label: 'Ordered by', value: order.orderedByName },
            {
              key: 'status',
              label: 'Status',
              value: order.status === 'placed' ? 'Placed' : 'Cancelled',
            },
          ]}
        />
        {isOverused(order) && (
          <InlineMessage tone="caution">
            More was used than ordered. Each treatment that did so carries the reason.
          </InlineMessage>
        )}
        {usage.data === undefined ? (
          <QueryNotice query={usage} what="Usage" />
        ) : (
          <TableFrame>
            <DataTable
              caption="Usage by product"
              isDense
              columns={columns}
              rows={usageRows(order, usage.data)}
              rowKey={(row) => row.productId}
            />
          </TableFrame>
        )}
      </Stack>
    </Dialog>
  );
}
