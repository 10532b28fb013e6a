import { Trash2 } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { Controller, useFieldArray, useFormState, useWatch } from 'react-hook-form';
import { apart } from '../../shared/base/apart.ts';
import { type Concern, concernInWords } from '../../shared/safety/concern.ts';
import { useOperation } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { OrderEntryLine } from './order-entry.ts';
import type { OrderFormControl } from './use-order-form.ts';

type OrderLinesFieldProps = {
  readonly control: OrderFormControl;
  /** The field that adds a product. */
  readonly pickerRef: RefObject<HTMLInputElement | null>;
};

/** The products of an order with their quantities, and the field that adds another. */
export function OrderLinesField({ control, pickerRef }: OrderLinesFieldProps) {
  const { fields, append, remove } = useFieldArray({ name: 'lines', control });
  const { errors } = useFormState({ name: 'lines', control });
  const concernsOf = useOrderConcerns(
    control,
    fields.map(({ productId }) => productId),
  );
  const list = useRef<HTMLUListElement>(null);
  const indexToFocus = useRef<number | null>(null);

  // What was just added is only in the page after this render.
  useEffect(() => {
    if (indexToFocus.current !== null) focusQuantity(list.current, indexToFocus.current);
    indexToFocus.current = null;
  });

  function add({ sku, name }: { readonly sku: string; readonly name: string }) {
    const present = fields.findIndex(({ productId }) => productId === sku);
    if (present >= 0) return focusQuantity(list.current, present);
    indexToFocus.current = fields.length;
    return append({ productId: sku, productName: name, quantity: null }, { shouldFocus: false });
  }

  return (
    <Stack gap={3}>
      {fields.length > 0 && (
        <ul className="order-lines" ref={list} aria-label="Products on this order">
          {fields.map((line, index) => (
            <li key={line.id} className="order-lines__line">
              <OrderLineRow
                concerns={concernsOf(line.productId)}
                control={control}
                line={line}
                index={index}
                onRemove={() => {
                  remove(index);
                  pickerRef.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <ProductPickerPanel
        error={errors.lines?.root?.message ?? errors.lines?.message}
        ref={pickerRef}
        onPick={add}
      />
    </Stack>
  );
}

/** The allergies and objections of the chosen patient that each product meets. */
function useOrderConcerns(control: OrderFormControl, productIds: string[]) {
  const patient = useWatch({ control, name: 'patient' });
  const check = useOperation(
    'safety.checkOrder',
    { patientId: patient?.id ?? '', productIds },
    { enabled: patient !== null && productIds.length > 0, keepsPrevious: true },
  );
  const found = patient === null ? [] : (check.data ?? []);
  return (productId: string) => found.find((each) => each.productId === productId)?.concerns ?? [];
}

function focusQuantity(list: HTMLUListElement | null, index: number): void {
  list?.children[index]?.querySelector('input')?.focus();
}

type OrderLineRowProps = {
  readonly concerns: readonly Concern[];
  readonly control: OrderFormControl;
  readonly line: OrderEntryLine;
  readonly index: number;
  readonly onRemove: () => void;
};

function OrderLineRow({ concerns, control, line, index, onRemove }: OrderLineRowProps) {
  return (
    <>
      <div className="order-lines__product">
        <span className="order-lines__name" dir="auto">
          {line.productName}
        </span>
        <span className="order-lines__sku">{line.productId}</span>
      </div>
      <Controller
        name={`lines.${index}.quantity`}
        control={control}
        render={({ field, fieldState }) => (
          <QuantityField
            label={`Quantity of ${apart(line.productName)}`}
            isLabelHidden
            {...field}
            error={problemSentence('Quantity', fieldState.error?.message)}
          />
        )}
      />
      <IconButton label={`Remove ${apart(line.productName)}`} icon={Trash2} onPress={onRemove} />
      {concerns.map((concern) => (
        <div key={concernInWords(concern)} className="order-lines__concern">
          <InlineMessage tone="danger" title={concernInWords(concern)} />
        </div>
      ))}
    </>
  );
}
