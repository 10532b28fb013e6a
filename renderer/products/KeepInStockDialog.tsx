import { useState } from 'react';
import type { Product } from '../../shared/products/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

export type KeepInStockDialogProps = {
  readonly product: Product;
  readonly onClose: () => void;
  readonly onKept: (product: Product) => void;
};

/** Asks before every piece of a product is accounted for. Mount it to open. */
export function KeepInStockDialog({ product, onClose, onKept }: KeepInStockDialogProps) {
  const keep = useChange('products.keepInStock');
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    setProblem(null);
    const reply = await keep.mutateAsync({ productId: product.id }).catch(() => null);
    if (reply?.ok) return onKept(reply.value);
    return setProblem(whyNot(reply));
  }

  return (
    <ConfirmDialog
      isOpen
      title="Keep this product in stock?"
      confirmLabel="Keep in stock"
      isPending={keep.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <Stack gap={3}>
        <p>
          From now on every piece of <strong dir="auto">{product.name}</strong> is accounted for:
          what comes in, what treatments and waste take, what is left. This cannot be turned off.
        </p>
        <p>
          What lies on the shelves already is counted once, as a physical count. Receiving or
          counting a product begins this by itself.
        </p>
        {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
      </Stack>
    </ConfirmDialog>
  );
}
