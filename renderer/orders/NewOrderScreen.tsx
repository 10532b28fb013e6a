import { ClipboardList, FolderOpen, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Order } from '../../shared/orders/contract.ts';
import { useOperation } from '../client/use-operation.ts';
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
import { OrderForm } from './OrderForm.tsx';

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
  const back = useNavigation((state) => state.back);
  return site && <OrderForm today={site.today} patient={null} onSaved={onSaved} onCancel={back} />;
}

function FormForPatient({ patientId, onSaved }: FormProps & { readonly patientId: string }) {
  const site = useSite();
  const back = useNavigation((state) => state.back);
  const chart = useOperation('patients.getChart', { patientId });
  if (site === null || chart.data === undefined)
    return <QueryNotice query={chart} what="The patient" />;
  return (
    <OrderForm today={site.today} patient={chart.data.patient} onSaved={onSaved} onCancel={back} />
  );
}

type SavedOrderProps = { readonly order: Order; readonly onAnother: () => void };

function SavedOrder({ order, onAnother }: SavedOrderProps) {
  const go = useNavigation((state) => state.go);
  const mayReadCharts = useMay('charts.read');
  const next = useRef<HTMLButtonElement>(null);
  // The button that had the focus went with the form.
  useEffect(() => next.current?.focus(), []);
  return (
    <Stack>
      <InlineMessage tone="success" title={`Order ${order.orderNumber} saved on this computer`}>
        {formatQuantity(order.lines.length, 'product')} for <bdi>{order.patientName}</bdi>, born{' '}
        {formatCivilDate(order.patientBirthOn)}.
      </InlineMessage>
      <Row>
        {mayReadCharts && (
          <Button
            variant="primary"
            icon={FolderOpen}
            onPress={() => go({ screen: 'chart', patientId: order.patientId })}
          >
            Open the chart
          </Button>
        )}
        <Button ref={next} icon={ClipboardList} onPress={() => go({ screen: 'orders' })}>
          All orders
        </Button>
        <Button icon={Plus} onPress={onAnother}>
          Another order
        </Button>
      </Row>
    </Stack>
  );
}
