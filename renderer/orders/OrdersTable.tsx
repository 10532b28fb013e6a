import type { Order, OrderLine } from '../../shared/orders/contract.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { unplannedWords } from './order-words.ts';
import { RemainingMark } from './RemainingMark.tsx';
import { StageBadge } from './StageBadge.tsx';

type OrdersTableProps = {
  readonly orders: readonly Order[];
  readonly onOpen: (order: Order) => void;
};

/** Orders with their lines, one row per line; order and patient stand once, over all its lines. */
export function OrdersTable({ orders, onOpen }: OrdersTableProps) {
  return (
    <table className="orders-table">
      <caption className="visually-hidden">Orders, the newest first</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Patient</th>
          <th scope="col">Product</th>
          <th scope="col" className="orders-table__number">
            Ordered
          </th>
          <th scope="col" className="orders-table__number">
            Received
          </th>
          <th scope="col" className="orders-table__number">
            Used
          </th>
          <th scope="col">Left</th>
        </tr>
      </thead>
      {orders.map((order) => (
        <OrderRows key={order.id} order={order} onOpen={() => onOpen(order)} />
      ))}
    </table>
  );
}

type OrderRowsProps = { readonly order: Order; readonly onOpen: () => void };

function OrderRows({ order, onOpen }: OrderRowsProps) {
  const [first, ...others] = order.lines;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" rowSpan={Math.max(1, order.lines.length)}>
          <OrderLink order={order} onOpen={onOpen} />
        </th>
        <td rowSpan={Math.max(1, order.lines.length)}>
          <PatientLink order={order} />
        </td>
        {first ? (
          <LineCells status={order.status} line={first} />
        ) : (
          <td colSpan={5}>{unplannedWords}</td>
        )}
      </tr>
      {others.map((line) => (
        <tr key={line.id}>
          <LineCells status={order.status} line={line} />
        </tr>
      ))}
    </tbody>
  );
}

function OrderLink({ order, onOpen }: OrderRowsProps) {
  return (
    <div className="orders-table__order">
      <button type="button" className="orders-table__link" onClick={onOpen}>
        <span className="orders-table__order-number">{order.orderNumber}</span>
        <span className="orders-table__date">{formatCivilDate(order.orderedOn)}</span>
        <span className="visually-hidden">Open this order</span>
      </button>
      <StageBadge order={order} />
    </div>
  );
}

function PatientLink({ order }: { readonly order: Order }) {
  const go = useNavigation((state) => state.go);
  const birthOn = (
    <span className="orders-table__date">born {formatCivilDate(order.patientBirthOn)}</span>
  );
  if (!useMay('charts.read'))
    return (
      <>
        <span dir="auto">{order.patientName}</span> {birthOn}
      </>
    );
  return (
    <button
      type="button"
      className="orders-table__link"
      onClick={() => go({ screen: 'chart', patientId: order.patientId })}
    >
      <span dir="auto">{order.patientName}</span> {birthOn}
      <span className="visually-hidden">: open the chart</span>
    </button>
  );
}

type LineCellsProps = Pick<Order, 'status'> & { readonly line: OrderLine };

function LineCells({ status, line }: LineCellsProps) {
  return (
    <>
      <td dir="auto">{line.productName}</td>
      <td className="orders-table__number">{formatCount(line.quantityOrdered)}</td>
      <td className="orders-table__number">{formatCount(line.quantityReceived)}</td>
      <td className="orders-table__number">{formatCount(line.quantityUsed)}</td>
      <td className="orders-table__left">
        <RemainingMark status={status} quantityRemaining={line.quantityRemaining} />
      </td>
    </>
  );
}
