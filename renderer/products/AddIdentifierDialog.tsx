import { type ProductPage, productOperations } from '../../shared/products/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { type TypedReading, readTyped } from '../read-typed.ts';
import { announce } from '../ui/announce.ts';
import { useEntry } from '../use-entry.ts';
import { IdentifierFields } from './IdentifierFields.tsx';
import { IdentifierScan } from './IdentifierScan.tsx';
import { blankIdentifier, type IdentifierEntry, typedIdentifierOf } from './product-entry.ts';

export type AddIdentifierDialogProps = {
  readonly product: ProductPage;
  readonly onClose: () => void;
};

const { productId: _, ...identifierShape } =
  productOperations['products.addIdentifier'].input.shape;

function read(entry: IdentifierEntry): TypedReading<typeof identifierShape> {
  if (!/^[1-9]\d{0,4}$/.test(entry.pieces.trim()))
    return { ok: false, problems: { pieces: 'Pieces must be a whole number above 0' } };
  const typed = { identifier: typedIdentifierOf(entry) };
  const reading = readTyped(identifierShape, typed, { identifier: 'The identifier' });
  if (reading.ok) return reading;
  const { identifier: problem = '' } = reading.problems;
  return { ok: false, problems: { deviceIdentifier: problem } };
}

/** Asks by which device identifier a label names the product. Mount it to open. */
export function AddIdentifierDialog({ product, onClose }: AddIdentifierDialogProps) {
  const add = useChange('products.addIdentifier');
  const form = useEntry({
    keptAs: `addIdentifier ${product.id}`,
    start: { entry: blankIdentifier, seen: 0 },
    what: 'product',
    read,
    send: (said) => add.mutateAsync({ productId: product.id, ...said }),
    onSaved: () => {
      announce('Device identifier added');
      onClose();
    },
  });
  return (
    <EntryDialog
      title="Add device identifier"
      saveLabel="Add device identifier"
      form={form}
      onClose={onClose}
    >
      <p>
        What the barcode of <bdi>{product.name}</bdi> says: a GTIN, the primary code of HIBC, or the
        product code of ISBT 128.
      </p>
      <IdentifierScan onRead={(scanned) => form.change(scanned)} />
      <IdentifierFields
        entry={form.entry}
        problems={form.problems}
        onChange={(part) => form.change(part)}
      />
    </EntryDialog>
  );
}
