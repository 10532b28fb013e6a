import { ArrowLeft, Ban, FolderOpen, PenLine, Send } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { OrderPage } from '../../shared/orders/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useIsKept } from '../kept-forms.ts';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { type KeyValue, KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ArrivalsPanel } from './ArrivalsPanel.tsx';
import { CancelOrderDialog } from './CancelOrderDialog.tsx';
import { isOverused, keptDraft } from './order-words.ts';
import { OrderLinesPanel } from './OrderLinesPanel.tsx';
import { fullName, identifierWords } from './patient-words.ts';
import { PlaceOrderDialog } from './PlaceOrderDialog.tsx';
import { StageBadge } from './StageBadge.tsx';

/** One order: what it is, what came in of it and what was used. */
export function OrderScreen({ orderId }: { readonly orderId: string }) {
  const query = useOperation('orders.get', { orderId });
  if (query.data === undefined)
    return (
      <Stack gap={5}>
        <PageHeader title="Order" />
        <QueryNotice query={query} what="The order" />
      </Stack>
    );
  return <Page page={query.data} />;
}

function Page({ page }: { readonly page: OrderPage }) {
  const { order, arrivals, usage } = page;
  const [message, setMessage] = useState<string | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title={order.isUnplanned ? `Uses without an order` : `Order ${order.orderNumber}`}
        subtitle={<Whose page={page} />}
        actions={
          <Button icon={ArrowLeft} onPress={() => leaveTo({ screen: 'orders' })}>
            All orders
          </Button>
        }
      />
      {message !== null && <InlineMessage tone="success">{message}</InlineMessage>}
      <WhatCanBeDone page={page} onDone={setMessage} />
      {order.stage === 'draft' && (
        <InlineMessage tone="info">
          This is a draft: nothing can be used from it until it is placed.
        </InlineMessage>
      )}
      {isOverused(order) && (
        <InlineMessage tone="caution">
          More was used than ordered. Each treatment that did so carries the reason.
        </InlineMessage>
      )}
      <Facts page={page} />
      <OrderLinesPanel order={order} usage={usage} />
      {!order.isUnplanned && <ArrivalsPanel arrivals={arrivals} />}
    </Stack>
  );
}

function Whose({ page: { patient } }: { readonly page: OrderPage }) {
  return (
    <>
      <bdi>{fullName(patient)}</bdi>
      {`. ${identifierWords(patient)}`}
    </>
  );
}

type Opened = 'none' | 'placing' | 'cancelling';

type WhatCanBeDoneProps = {
  readonly page: OrderPage;
  readonly onDone: (message: string) => void;
};

function WhatCanBeDone({ page, onDone }: WhatCanBeDoneProps) {
  const { order } = page;
  const [opened, setOpened] = useState<Opened>('none');
  const go = useNavigation((state) => state.go);
  const mayOrder = useMay('orders.write');
  const mayReadCharts = useMay('charts.read');
  const isKept = useIsKept(keptDraft(order.id));
  const close = () => setOpened('none');
  const done = (message: string) => {
    close();
    onDone(message);
  };
  const isDraft = mayOrder && order.status === 'draft';
  const canBeCancelled = mayOrder && order.status !== 'cancelled' && !order.isUnplanned;
  return (
    <Row isWrapping>
      {isDraft && (
        <>
          <Button variant="primary" icon={Send} onPress={() => setOpened('placing')}>
            Place order
          </Button>
          <Button icon={PenLine} onPress={() => go({ screen: 'changeOrder', orderId: order.id })}>
            {isKept ? 'Go on changing' : 'Change draft'}
          </Button>
        </>
      )}
      {mayReadCharts && (
        <Button
          icon={FolderOpen}
          onPress={() => go({ screen: 'chart', patientId: order.patientId })}
        >
          Open the chart
        </Button>
      )}
      {canBeCancelled && (
        <Button variant="quiet" icon={Ban} onPress={() => setOpened('cancelling')}>
          Cancel order
        </Button>
      )}
      {opened === 'placing' && (
        <PlaceOrderDialog
          order={order}
          onClose={close}
          onPlaced={({ orderNumber }) => done(`Order ${orderNumber} was placed.`)}
        />
      )}
      {opened === 'cancelling' && (
        <CancelOrderDialog
          order={order}
          onClose={close}
          onCancelled={({ orderNumber }) => done(`Order ${orderNumber} was cancelled.`)}
        />
      )}
    </Row>
  );
}

function Facts({ page }: { readonly page: OrderPage }) {
  const site = useSite();
  const { order, facilityName, cancelledByName, cancelledAt } = page;
  const cancelled: readonly KeyValue[] =
    cancelledAt === null
      ? []
      : [
          {
            key: 'cancelled',
            label: 'Cancelled',
            value: `${formatInstant(cancelledAt, site?.timeZone)}, by ${apart(cancelledByName ?? '')}`,
          },
          { key: 'reason', label: 'Why', value: order.cancelReason },
        ];
  return (
    <Panel
      heading="Details"
      actions={
        <>
          <StageBadge order={order} />
          <OwnRecordSync entity="orders" id={order.id} which={order.orderNumber} />
        </>
      }
    >
      <KeyValueList
        layout="columns"
        entries={[
          { key: 'on', label: 'Ordered on', value: formatCivilDate(order.orderedOn) },
          { key: 'by', label: 'Ordered by', value: order.orderedByName },
          { key: 'facility', label: 'Facility', value: facilityName },
          ...cancelled,
        ]}
      />
    </Panel>
  );
}
