import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { type Product, productOperations } from '../../shared/products/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { FieldSection } from './FieldSection.tsx';
import { IdentifierFields } from './IdentifierFields.tsx';
import { IdentifierScan } from './IdentifierScan.tsx';
import {
  blankIdentifier,
  blankProduct,
  type IdentifierEntry,
  productLabels,
  typedNewProduct,
} from './product-entry.ts';
import { withIdentifier } from './scanned-identifier.ts';
import { BillingFields, IdentityFields, PackageFields, TissueFields } from './ProductFields.tsx';
import { billingUnitWords } from '../../shared/products/product-facts.ts';

type AddProductDialogProps = {
  readonly onClose: () => void;
  readonly onAdded: (product: Product) => void;
};

/** The name under which an unfinished product is kept. */
export const ADD_PRODUCT_FORM = 'addProduct';

const { shape } = productOperations['products.add'].input;

/** Asks for a new product. A refusal leaves all that was typed in place. Mount it to open. */
export function AddProductDialog({ onClose, onAdded }: AddProductDialogProps) {
  const add = useChange('products.add');
  const [taken, setTaken] = useState<Product | null>(null);
  const form = useEntry({
    keptAs: ADD_PRODUCT_FORM,
    start: { entry: blankProduct, seen: 0 },
    what: 'product',
    read: (entry) => readTyped(shape, typedNewProduct(entry), productLabels),
    send: async (said) => {
      const reply = await add.mutateAsync(said);
      const isTaken = !reply.ok && reply.failure.code === 'SkuTaken';
      setTaken(isTaken ? (reply.failure.details ?? null) : null);
      return reply;
    },
    onSaved: onAdded,
  });
  const fields = { entry: form.entry, problems: form.problems, onChange: form.change };
  return (
    <EntryDialog
      title="Add product"
      saveLabel="Add product"
      size="large"
      form={form}
      onClose={onClose}
    >
      {taken && <TakenSku product={taken} />}
      <IdentityFields
        {...fields}
        sku={
          <TextField
            label={productLabels.sku}
            description="The code on the package or the invoice"
            isRequired
            value={form.entry.sku}
            error={form.problems['sku']}
            onChange={(sku) => form.change({ sku })}
          />
        }
      />
      <BillingFields {...fields} />
      <TissueFields {...fields} />
      <PackageFields {...fields} />
      <NewIdentifiers
        identifiers={form.entry.identifiers}
        problem={form.problems['identifiers']}
        onChange={(identifiers) => form.change({ identifiers })}
      />
    </EntryDialog>
  );
}

type NewIdentifiersProps = {
  readonly identifiers: readonly IdentifierEntry[];
  readonly problem: string | undefined;
  readonly onChange: (identifiers: readonly IdentifierEntry[]) => void;
};

function NewIdentifiers({ identifiers, problem, onChange }: NewIdentifiersProps) {
  return (
    <FieldSection title="Device identifiers">
      <p className="field-section__note">
        What the barcode on the label says, so that a scan finds this product. Each package size has
        its own.
      </p>
      <IdentifierScan onRead={(scanned) => onChange(withIdentifier(identifiers, scanned))} />
      {problem !== undefined && <InlineMessage tone="danger">{problem}</InlineMessage>}
      {identifiers.map((entry, index) => (
        <div key={index} className="identifier-row">
          <IdentifierFields
            entry={entry}
            number={index + 1}
            onChange={(part) => onChange(identifiers.with(index, { ...entry, ...part }))}
          />
          <IconButton
            label={`Remove device identifier ${index + 1}`}
            icon={Trash2}
            onPress={() => onChange(identifiers.toSpliced(index, 1))}
          />
        </div>
      ))}
      <div>
        <Button icon={Plus} onPress={() => onChange([...identifiers, blankIdentifier])}>
          Add device identifier
        </Button>
      </div>
    </FieldSection>
  );
}

function TakenSku({ product }: { readonly product: Product }) {
  const code = product.hcpcsCode === null ? 'no HCPCS code' : `HCPCS code ${product.hcpcsCode}`;
  return (
    <InlineMessage tone="caution" title={`SKU ${product.sku} is ${product.name}`}>
      It is in the list already, with {code}, billed by{' '}
      {billingUnitWords[product.billingUnit].toLowerCase()}.
    </InlineMessage>
  );
}
