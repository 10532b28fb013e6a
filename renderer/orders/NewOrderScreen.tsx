import { ClipboardList, FolderOpen, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { Order } from '../../shared/orders/contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { PickedPatient } from './order-entry.ts';
import { OrderForm } from './OrderForm.tsx';
import { useOrderForm } from './use-order-form.ts';

type NewOrderScreenProps = {
  /** Given when the order is begun from a chart. */
  readonly patientId: string | null;
};

export function NewOrderScreen({ patientId }: NewOrderScreenProps) {
  const [saved, setSaved] = useState<Order | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader title="New order" subtitle="Products ordered for one patient" />
      {saved === null ? (
        patientId === null ? (
          <FormForAnyone onSaved={setSaved} />
        ) : (
          <FormForPatient patientId={patientId} onSaved={setSaved} />
        )
      ) : (
        <SavedOrder order={saved} onAnother={() => setSaved(null)} />
      )}
    </Stack>
  );
}

type FormProps = { readonly onSaved: (order: Order) => void };

function FormForAnyone({ onSaved }: FormProps) {
  const site = useSite();
  return site && <NewOrderForm today={site.today} patient={null} onSaved={onSaved} />;
}

function FormForPatient({ patientId, onSaved }: FormProps & { readonly patientId: string }) {
  const site = useSite();
  const chart = useOperation('patients.getChart', { patientId });
  if (site === null || chart.data === undefined)
    return <QueryNotice query={chart} what="The patient" />;
  return <NewOrderForm today={site.today} patient={chart.data.patient} onSaved={onSaved} />;
}

type NewOrderFormProps = FormProps & {
  readonly today: CivilDate;
  readonly patient: PickedPatient | null;
};

function NewOrderForm({ today, patient, onSaved }: NewOrderFormProps) {
  const back = useNavigation((state) => state.back);
  const create = useChange('orders.create');
  const form = useOrderForm({
    // One per patient it was begun for.
    keptAs: `newOrder ${patient?.id ?? ''}`,
    start: { patient, orderNumber: '', orderedOn: today, facilityId: '', lines: [] },
    send: ({ patient: picked, lines, ...order }, as) =>
      create.mutateAsync({
        ...order,
        patientId: picked.id,
        lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
        isDraft: as === 'draft',
      }),
    onSaved,
  });
  return (
    <OrderForm form={form} today={today} submitsAs="placed" onCancel={back}>
      <Button
        isPending={form.saving === 'draft'}
        isDisabled={form.saving === 'placed'}
        onPress={() => void form.submitAs('draft')()}
      >
        Save as draft
      </Button>
      <Button
        variant="primary"
        type="submit"
        isPending={form.saving === 'placed'}
        isDisabled={form.saving === 'draft'}
      >
        Place order
      </Button>
    </OrderForm>
  );
}

type SavedOrderProps = { readonly order: Order; readonly onAnother: () => void };

function SavedOrder({ order, onAnother }: SavedOrderProps) {
  const go = useNavigation((state) => state.go);
  const mayReadCharts = useMay('charts.read');
  const next = useRef<HTMLButtonElement>(null);
  // The button that had the focus went with the form.
  useEffect(() => next.current?.focus(), []);
  const what = order.stage === 'draft' ? 'Draft' : 'Order';
  return (
    <Stack>
      <InlineMessage tone="success" title={`${what} ${order.orderNumber} saved on this computer`}>
        {formatQuantity(order.lines.length, 'product')} for <bdi>{order.patientName}</bdi>, born{' '}
        {formatCivilDate(order.patientBirthOn)}.
        {order.stage === 'draft' && ' Nothing can be used from it until it is placed.'}
      </InlineMessage>
      <Row isWrapping>
        {mayReadCharts && (
          <Button
            variant="primary"
            icon={FolderOpen}
            onPress={() => go({ screen: 'chart', patientId: order.patientId })}
          >
            Open the chart
          </Button>
        )}
        <Button ref={next} onPress={() => go({ screen: 'order', orderId: order.id })}>
          {order.stage === 'draft' ? 'Open the draft' : 'Open the order'}
        </Button>
        <Button icon={ClipboardList} onPress={() => go({ screen: 'orders' })}>
          All orders
        </Button>
        <Button icon={Plus} onPress={onAnother}>
          Another order
        </Button>
      </Row>
    </Stack>
  );
}
