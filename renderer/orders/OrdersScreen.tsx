import { ClipboardList, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Order } from '../../shared/orders/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatQuantity } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { OrderDialog } from './OrderDialog.tsx';
import { OrdersTable } from './OrdersTable.tsx';

const ORDERS_PER_PAGE = 50;

export function OrdersScreen() {
  const [onlyOpen, setOnlyOpen] = useState(false);
  const [offset, setOffset] = useState(0);
  const [open, setOpen] = useState<Order | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const go = useNavigation((state) => state.go);
  const mayOrder = useMay('orders.write');
  const query = useOperation(
    'orders.list',
    { onlyOpen, limit: ORDERS_PER_PAGE, offset },
    { keepsPrevious: true },
  );
  return (
    <Stack gap={5}>
      <PageHeader
        title="Orders"
        subtitle="What was ordered for whom, and how much of it is left"
        actions={
          mayOrder && (
            <Button
              variant="primary"
              icon={Plus}
              onPress={() => go({ screen: 'newOrder', patientId: null })}
            >
              New order
            </Button>
          )
        }
      />
      {query.data === undefined ? (
        <QueryNotice query={query} what="Orders" />
      ) : (
        <div ref={place} tabIndex={-1} className="orders-place">
          <Panel
            heading={<span role="status">{formatQuantity(query.data.total, 'order')}</span>}
            actions={
              <Checkbox
                label="Only with something left"
                value={onlyOpen}
                onChange={(next) => {
                  setOnlyOpen(next);
                  setOffset(0);
                }}
              />
            }
            isFlush
            footer={
              query.data.total > ORDERS_PER_PAGE && (
                <Pager
                  noun="orders"
                  offset={offset}
                  pageSize={ORDERS_PER_PAGE}
                  total={query.data.total}
                  onOffsetChange={(next) => {
                    setOffset(next);
                    // The next page is read from its top.
                    place.current?.focus();
                  }}
                />
              )
            }
          >
            {query.data.orders.length === 0 ? (
              <NoOrders onlyOpen={onlyOpen} />
            ) : (
              <OrdersTable orders={query.data.orders} onOpen={setOpen} />
            )}
          </Panel>
        </div>
      )}
      {open && <OrderDialog order={open} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

function NoOrders({ onlyOpen }: { readonly onlyOpen: boolean }) {
  return (
    <EmptyState
      icon={ClipboardList}
      title={onlyOpen ? 'Nothing is left of any order' : 'No orders yet'}
    >
      {onlyOpen
        ? 'Show all orders to see those that are used up.'
        : 'An order says which products were ordered for a patient. Treatments take from it.'}
    </EmptyState>
  );
}
