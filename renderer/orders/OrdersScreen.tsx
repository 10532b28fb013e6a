import { ClipboardList, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { type OrderStage, orderStages, orderStageWords } from '../../shared/orders/order-stage.ts';
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
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { OrdersTable } from './OrdersTable.tsx';

const ORDERS_PER_PAGE = 50;
const ALL = 'all';
const stageOptions = [
  { key: ALL, label: 'All orders' },
  ...orderStages.map((key) => ({ key, label: orderStageWords[key] })),
] as const;

type Filter = { readonly onlyOpen: boolean; readonly stage: OrderStage | typeof ALL };

export function OrdersScreen() {
  const [filter, setFilter] = useState<Filter>({ onlyOpen: false, stage: ALL });
  const [offset, setOffset] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const go = useNavigation((state) => state.go);
  const query = useOperation(
    'orders.list',
    {
      onlyOpen: filter.onlyOpen,
      stage: filter.stage === ALL ? null : filter.stage,
      limit: ORDERS_PER_PAGE,
      offset,
    },
    { keepsPrevious: true },
  );
  return (
    <Stack gap={5}>
      <PageHeader
        title="Orders"
        subtitle="What was ordered for whom, what came in, and how much of it is left"
        actions={<NewOrder />}
      />
      {query.data === undefined ? (
        <QueryNotice query={query} what="Orders" />
      ) : (
        <div ref={place} tabIndex={-1} className="orders-place">
          <Panel
            heading={<span role="status">{formatQuantity(query.data.total, 'order')}</span>}
            actions={
              <OrderFilter
                filter={filter}
                onChange={(next) => {
                  setFilter(next);
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
              <NoOrders filter={filter} />
            ) : (
              <OrdersTable
                orders={query.data.orders}
                onOpen={({ id }) => go({ screen: 'order', orderId: id })}
              />
            )}
          </Panel>
        </div>
      )}
    </Stack>
  );
}

function NewOrder() {
  const go = useNavigation((state) => state.go);
  const mayOrder = useMay('orders.write');
  if (!mayOrder) return null;
  return (
    <Button
      variant="primary"
      icon={Plus}
      onPress={() => go({ screen: 'newOrder', patientId: null })}
    >
      New order
    </Button>
  );
}

type OrderFilterProps = {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
};

function OrderFilter({ filter, onChange }: OrderFilterProps) {
  return (
    <div className="orders-filter">
      <Checkbox
        label="Only with something left"
        value={filter.onlyOpen}
        onChange={(onlyOpen) => onChange({ ...filter, onlyOpen })}
      />
      <SelectField
        label="State"
        isLabelHidden
        options={stageOptions}
        value={filter.stage}
        onChange={(stage) => onChange({ ...filter, stage })}
      />
    </div>
  );
}

function NoOrders({ filter: { onlyOpen, stage } }: { readonly filter: Filter }) {
  if (onlyOpen)
    return (
      <EmptyState icon={ClipboardList} title="Nothing is left of any such order">
        Show all orders to see those that are used up.
      </EmptyState>
    );
  if (stage !== ALL)
    return (
      <EmptyState icon={ClipboardList} title="No such orders">
        No order is in this state just now.
      </EmptyState>
    );
  return (
    <EmptyState icon={ClipboardList} title="No orders yet">
      An order says which products were ordered for a patient. Treatments take from it.
    </EmptyState>
  );
}
