import { type Order, orderOperations } from '../../shared/orders/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { useToday } from '../today.ts';
import { DateField } from '../ui/DateField.tsx';
import { formatQuantity } from '../ui/format.ts';
import { useEntry } from '../use-entry.ts';

export type PlaceOrderDialogProps = {
  readonly order: Order;
  readonly onClose: () => void;
  readonly onPlaced: (order: Order) => void;
};

const { orderedOn } = orderOperations['orders.place'].input.shape;

/** Asks on which day a draft is placed. Mount it to open. */
export function PlaceOrderDialog({ order, onClose, onPlaced }: PlaceOrderDialogProps) {
  const today = useToday();
  const place = useChange('orders.place');
  const form = useEntry({
    keptAs: `placeOrder ${order.id}`,
    start: { entry: { orderedOn: today }, seen: order.version },
    what: 'order',
    read: (entry) => readTyped({ orderedOn }, entry, { orderedOn: 'The date' }),
    send: (said, { seen }) => place.mutateAsync({ orderId: order.id, seen, ...said }),
    inWords: (message) => message.replace(/^orderedOn /, 'The date '),
    onSaved: onPlaced,
  });
  return (
    <EntryDialog
      title={`Place order ${order.orderNumber}?`}
      saveLabel="Place order"
      form={form}
      onClose={onClose}
    >
      <p>
        {formatQuantity(order.lines.length, 'product')} for <bdi>{order.patientName}</bdi>. Once
        placed the order stays as it is, and treatments can use from it.
      </p>
      <DateField
        label="Ordered on"
        isRequired
        max={today}
        value={form.entry.orderedOn}
        error={form.problems['orderedOn']}
        onChange={(day) => form.change({ orderedOn: day })}
      />
    </EntryDialog>
  );
}
