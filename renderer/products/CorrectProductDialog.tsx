import { type Product, productOperations } from '../../shared/products/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import { useEntry } from '../use-entry.ts';
import { productEntryOf, productLabels, typedProduct } from './product-entry.ts';
import { BillingFields, IdentityFields, PackageFields, TissueFields } from './ProductFields.tsx';

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

/** The name under which an unfinished correction is kept. */
export function keptCorrection(productId: string): string {
  return `correctProduct ${productId}`;
}

/** Asks what is known of a product. Mount it to open. */
export function CorrectProductDialog({ product, onClose, onSaved }: CorrectProductDialogProps) {
  const correct = useChange('products.correct');
  const form = useEntry({
    keptAs: keptCorrection(product.id),
    start: { entry: productEntryOf(product), seen: product.version },
    what: 'product',
    read: (entry) => readTyped(productFields, typedProduct(entry), productLabels),
    send: (said, { seen }) => correct.mutateAsync({ productId: product.id, seen, ...said }),
    onSaved,
  });
  const fields = { entry: form.entry, problems: form.problems, onChange: form.change };
  return (
    <EntryDialog
      title={`Product ${product.sku}`}
      saveLabel="Save product"
      size="large"
      form={form}
      onClose={onClose}
    >
      <IdentityFields {...fields} />
      <BillingFields {...fields} />
      <TissueFields {...fields} />
      <PackageFields {...fields} />
      <Checkbox
        label="Can be ordered"
        value={form.entry.isActive}
        onChange={(isActive) => form.change({ isActive })}
      />
    </EntryDialog>
  );
}
