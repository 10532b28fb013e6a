import { type SyntheticEvent, useId, useState } from 'react';
import { type Product, productOperations } from '../../shared/products/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { readTyped } from '../read-typed.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type ProductEntry, productEntryOf, productLabels, typedProduct } from './product-entry.ts';
import { ProductFactFields } from './ProductFactFields.tsx';

export type CorrectProductDialogProps = {
  readonly product: Product;
  readonly onClose: () => void;
  readonly onSaved: (product: Product) => void;
};

const {
  productId: _,
  seen: __,
  ...productFields
} = productOperations['products.correct'].input.shape;

/** Saves what is known of a product; a refusal leaves all that was typed in place. */
function useSavingProduct({ product, onSaved }: CorrectProductDialogProps, entry: ProductEntry) {
  const correct = useChange('products.correct');
  const [seen, setSeen] = useState(product.version);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);

  async function save() {
    const read = readTyped(productFields, typedProduct(entry), productLabels);
    setProblems(read.ok ? {} : read.problems);
    setNotice(null);
    if (!read.ok) return;
    const input = { productId: product.id, seen, ...read.value };
    const reply = await correct.mutateAsync(input).catch(() => null);
    if (reply === null)
      return setNotice('Caretrail did not answer. What you typed is still here; please try again.');
    if (reply.ok) return onSaved(reply.value);
    if (reply.failure.code === 'Stale') setSeen(reply.failure.details.version);
    return setNotice(
      reply.failure.code === 'Stale'
        ? 'Somebody else changed this product meanwhile. What you typed is still here; save again to replace theirs.'
        : reply.failure.message,
    );
  }
  /** What was wrong with a field is said until it is typed in again. */
  const forget = (fields: readonly string[]) =>
    setProblems(
      Object.fromEntries(Object.entries(problems).filter(([at]) => !fields.includes(at))),
    );
  return { save, problems, forget, notice, isPending: correct.isPending };
}

/** Asks what is known of a product: codes, class, what it is made of, the area of its package. */
export function CorrectProductDialog(props: CorrectProductDialogProps) {
  const { product, onClose } = props;
  const formId = useId();
  const [entry, setEntry] = useState(() => productEntryOf(product));
  const { save, problems, forget, notice, isPending } = useSavingProduct(props, entry);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void save();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Product ${product.sku}`}
      size="large"
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} isPending={isPending}>
            Save product
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <ProductFactFields
            entry={entry}
            problems={problems}
            onChange={(part) => {
              setEntry({ ...entry, ...part });
              forget(Object.keys(part));
            }}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
