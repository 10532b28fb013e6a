import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useId, useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { z } from 'zod';
import { billingUnits, type Product, productOperations } from '../../shared/products/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { forgetForm, keptOr } from '../kept-forms.ts';
import { textEntry } from '../text-entry.ts';
import { useKeptValues } from '../use-kept-values.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { billingUnitOptions, billingUnitWords } from './product-words.ts';

type AddProductDialogProps = {
  readonly onClose: () => void;
  readonly onAdded: (product: Product) => void;
};

const { shape } = productOperations['products.add'].input;
const checkedEntry = z.object({
  sku: shape.sku,
  name: shape.name,
  hcpcsCode: textEntry(shape.hcpcsCode),
  billingUnit: z.enum(billingUnits),
});
type Entry = z.input<typeof checkedEntry>;
type CheckedEntry = z.output<typeof checkedEntry>;

const labels = {
  name: 'Name',
  sku: 'SKU',
  hcpcsCode: 'HCPCS code',
  billingUnit: 'Billed by',
} as const;

const KEPT_AS = 'addProduct';
const fieldNames = ['sku', 'name', 'hcpcsCode', 'billingUnit'] as const;
const blank: Entry = { sku: '', name: '', hcpcsCode: '', billingUnit: 'each' };

/** Asks for a new product. A refusal leaves all that was typed in place. */
export function AddProductDialog({ onClose, onAdded }: AddProductDialogProps) {
  const formId = useId();
  const add = useChange('products.add');
  const [taken, setTaken] = useState<Product | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm<Entry, unknown, CheckedEntry>({
    resolver: zodResolver(checkedEntry),
    defaultValues: keptOr(KEPT_AS, blank),
  });
  const showAt = (field: keyof Entry, message: string) =>
    form.setError(field, { message }, { shouldFocus: true });
  useKeptValues(KEPT_AS, form.subscribe);
  const { setFocus } = form;
  useEffect(() => setFocus('name'), [setFocus]);

  function close() {
    forgetForm(KEPT_AS);
    onClose();
  }

  async function save(values: CheckedEntry) {
    setTaken(null);
    setProblem(null);
    const reply = await add.mutateAsync(values);
    if (reply.ok) {
      forgetForm(KEPT_AS);
      return onAdded(reply.value);
    }
    if (reply.failure.code === 'SkuTaken') {
      setTaken(reply.failure.details ?? null);
      return showAt('sku', 'Another product has this SKU');
    }
    return setProblem(placeProblems(reply.failure, { fields: fieldNames, show: showAt }));
  }

  return (
    <Dialog
      isOpen
      onClose={close}
      title="Add product"
      isDismissable={false}
      actions={
        <>
          <Button onPress={close}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} isPending={add.isPending}>
            Add product
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void form.handleSubmit(save)(event)}>
        <Stack>
          {problem !== null && <FormNotice>{problem}</FormNotice>}
          <EntryFields form={form} />
          {taken && <TakenSku product={taken} />}
        </Stack>
      </form>
    </Dialog>
  );
}

type EntryForm = ReturnType<typeof useForm<Entry, unknown, CheckedEntry>>;

function EntryFields({ form: { control } }: { readonly form: EntryForm }) {
  return (
    <>
      <Controller
        name="name"
        control={control}
        render={({ field, fieldState }) => (
          <TextField
            label={labels.name}
            isRequired
            {...field}
            error={problemSentence(labels.name, fieldState.error?.message)}
          />
        )}
      />
      <Controller
        name="sku"
        control={control}
        render={({ field, fieldState }) => (
          <TextField
            label={labels.sku}
            description="The code on the package or the invoice"
            isRequired
            {...field}
            error={problemSentence(labels.sku, fieldState.error?.message)}
          />
        )}
      />
      <Controller
        name="hcpcsCode"
        control={control}
        render={({ field, fieldState }) => (
          <TextField
            label={labels.hcpcsCode}
            description="A letter and four digits, such as Q4101. Leave it empty if there is none."
            {...field}
            onChange={(code) => field.onChange(code.toUpperCase())}
            error={problemSentence(labels.hcpcsCode, fieldState.error?.message)}
          />
        )}
      />
      <Controller
        name="billingUnit"
        control={control}
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <SelectField
            label={labels.billingUnit}
            options={billingUnitOptions}
            {...field}
            error={problemSentence(labels.billingUnit, fieldState.error?.message)}
          />
        )}
      />
    </>
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
