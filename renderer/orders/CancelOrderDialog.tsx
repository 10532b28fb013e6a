import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Order } from '../../shared/orders/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { NO_ANSWER_TEXT_KEPT } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';

export type CancelOrderDialogProps = {
  readonly order: Order;
  readonly onClose: () => void;
  readonly onCancelled: (order: Order) => void;
};

const CHANGED = 'Somebody else changed this order meanwhile. Look at it as it is now, then decide.';

/** Asks why an order is cancelled. Mount it to open. */
export function CancelOrderDialog({ order, onClose, onCancelled }: CancelOrderDialogProps) {
  const queries = useQueryClient();
  const cancel = useChange('orders.cancel');
  const typing = useReason(`cancelOrder ${order.id}`, 'The reason is missing');
  const [notice, setNotice] = useState<string | null>(null);

  async function confirm() {
    setNotice(null);
    if (!typing.check()) return;
    const asked = { orderId: order.id, seen: order.version, reason: typing.reason };
    const reply = await cancel.mutateAsync(asked).catch(() => null);
    if (reply?.ok) {
      typing.forget();
      return onCancelled(reply.value);
    }
    if (reply === null) return setNotice(NO_ANSWER_TEXT_KEPT);
    if (reply.failure.code !== 'Stale') return setNotice(reply.failure.message);
    void queries.invalidateQueries({ queryKey: ['orders.get'] });
    return setNotice(CHANGED);
  }
  function keep() {
    typing.forget();
    onClose();
  }

  return (
    <ConfirmDialog
      isOpen
      title={`Cancel order ${order.orderNumber}?`}
      confirmLabel="Cancel order"
      cancelLabel="Keep order"
      tone="danger"
      isPending={cancel.isPending}
      onConfirm={() => void confirm()}
      onCancel={keep}
    >
      <Stack gap={3}>
        <p>
          Nothing can be used from it any more. It stays in the list, with your reason. An order of
          which something came in or was used cannot be cancelled.
        </p>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <ReasonField typing={typing} label="Reason" />
      </Stack>
    </ConfirmDialog>
  );
}
