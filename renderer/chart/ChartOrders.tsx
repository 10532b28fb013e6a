import { Plus } from 'lucide-react';
import type { Order, OrderLine } from '../../shared/orders/contract.ts';
import { orderStageWords } from '../../shared/orders/order-stage.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';

type RemainingProps = Pick<Order, 'status'> & { readonly line: OrderLine };

function Remaining({ status, line }: RemainingProps) {
  const { quantityRemaining } = line;
  if (status === 'draft' && quantityRemaining >= 0) return <>not placed yet</>;
  if (status === 'cancelled' && quantityRemaining >= 0) return <>cancelled</>;
  if (quantityRemaining > 0) return <strong>{formatCount(quantityRemaining)} left</strong>;
  if (quantityRemaining === 0) return <>nothing left</>;
  return <Badge tone="caution">{formatCount(-quantityRemaining)} more than ordered</Badge>;
}

function ChartOrder({ order }: { readonly order: Order }) {
  return (
    <li className="chart-order">
      <div className="chart-order__head">
        <strong>{order.orderNumber}</strong> · {formatCivilDate(order.orderedOn)}
        {order.stage !== 'placed' && (
          <Badge tone={order.stage === 'draft' ? 'caution' : 'neutral'}>
            {orderStageWords[order.stage]}
          </Badge>
        )}
        {order.isUnplanned && <Badge tone="caution">Used without an order</Badge>}
      </div>
      <ul>
        {order.lines.map((line) => (
          <li key={line.id} className="chart-order__line">
            <span>{line.productName}</span>
            <span className="chart-order__counts">
              <span className="chart-order__used">
                {formatCount(line.quantityUsed)} of {formatCount(line.quantityOrdered)} used
              </span>
              <Remaining status={order.status} line={line} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

export type ChartOrdersProps = {
  readonly patientId: string;
  readonly orders: readonly Order[];
};

/** What was ordered for the patient, how much of it was used, and what is left. */
export function ChartOrders({ patientId, orders }: ChartOrdersProps) {
  const go = useNavigation((navigation) => navigation.go);
  // Whoever reads behind broken glass only reads.
  const isReader = useMay('charts.read');
  const mayOrder = useMay('orders.write') && isReader;
  return (
    <Panel
      heading="Orders"
      actions={
        mayOrder && (
          <Button variant="quiet" icon={Plus} onPress={() => go({ screen: 'newOrder', patientId })}>
            New order
          </Button>
        )
      }
    >
      {orders.length === 0 ? (
        <p>Nothing is ordered for this patient yet.</p>
      ) : (
        <ul className="chart-orders">
          {orders.map((order) => (
            <ChartOrder key={order.id} order={order} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
