import { useState } from 'react';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { OrderPage } from '../../shared/orders/contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { isKept, keptOr, keepForm, forgetForm } from '../kept-forms.ts';
import { leaveTo } from '../leave-to.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { orderEntryOf } from './order-entry.ts';
import { OrderForm } from './OrderForm.tsx';
import { keptDraft } from './order-words.ts';
import { useOrderForm } from './use-order-form.ts';

export function ChangeOrderScreen({ orderId }: { readonly orderId: string }) {
  const query = useOperation('orders.get', { orderId });
  const site = useSite();
  const leave = () => leaveTo({ screen: 'order', orderId });
  return (
    <Stack gap={5}>
      <PageHeader
        title="Change order"
        subtitle={query.data && `Draft ${query.data.order.orderNumber}`}
      />
      {query.data === undefined || site === null ? (
        <QueryNotice query={query} what="The order" />
      ) : query.data.order.status === 'draft' ? (
        <DraftForm page={query.data} today={site.today} onLeave={leave} />
      ) : (
        <InlineMessage
          tone="caution"
          title="This order is no draft any more"
          actions={<Button onPress={leave}>Open the order</Button>}
        >
          What it says stays as it is.
        </InlineMessage>
      )}
    </Stack>
  );
}

type DraftFormProps = {
  readonly page: OrderPage;
  readonly today: CivilDate;
  readonly onLeave: () => void;
};

/** The version that a change of the draft started from, kept with what was typed. */
function useSeenVersion(keptAs: string, version: number) {
  const name = `${keptAs}, seen`;
  const [seen, setSeen] = useState(() =>
    isKept(keptAs) ? keptOr(name, { version }).version : version,
  );
  return {
    seen,
    see: (newer: number): void => {
      keepForm(name, { version: newer });
      setSeen(newer);
    },
    forget: () => forgetForm(name),
  };
}

function DraftForm({ page, today, onLeave }: DraftFormProps) {
  const { id: orderId, version } = page.order;
  const keptAs = keptDraft(orderId);
  const { seen, see, forget } = useSeenVersion(keptAs, version);
  const change = useChange('orders.changeDraft');
  const form = useOrderForm({
    keptAs,
    start: orderEntryOf(page),
    send: async ({ patient: _, lines, ...order }) => {
      const products = lines.map(({ productId, quantity }) => ({ productId, quantity }));
      const reply = await change.mutateAsync({ ...order, orderId, seen, lines: products });
      if (reply.ok || reply.failure.code !== 'Stale') return reply;
      see(reply.failure.details.version);
      const message =
        'Somebody else changed this draft meanwhile. What you typed is still here; save again to replace theirs.';
      return { ok: false, failure: { code: 'Stale', message } };
    },
    onSaved: () => {
      forget();
      onLeave();
    },
  });
  function cancel() {
    forget();
    onLeave();
  }
  return (
    <OrderForm form={form} today={today} isDraft submitsAs="draft" onCancel={cancel}>
      <Button variant="primary" type="submit" isPending={form.saving !== null}>
        Save draft
      </Button>
    </OrderForm>
  );
}
