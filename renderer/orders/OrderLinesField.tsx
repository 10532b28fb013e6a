import { Trash2 } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { Controller, useFieldArray, useFormState } from 'react-hook-form';
import { problemSentence } from '../form-problems.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { Stack } from '../ui/Stack.tsx';
import type { OrderEntryLine } from './order-entry.ts';
import { ProductPicker } from './ProductPicker.tsx';
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
      <ProductPicker
        error={errors.lines?.root?.message ?? errors.lines?.message}
        ref={pickerRef}
        onPick={add}
      />
    </Stack>
  );
}

function focusQuantity(list: HTMLUListElement | null, index: number): void {
  list?.children[index]?.querySelector('input')?.focus();
}

type OrderLineRowProps = {
  readonly control: OrderFormControl;
  readonly line: OrderEntryLine;
  readonly index: number;
  readonly onRemove: () => void;
};

function OrderLineRow({ control, line, index, onRemove }: OrderLineRowProps) {
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
            label={`Quantity of ${line.productName}`}
            isLabelHidden
            {...field}
            error={problemSentence('Quantity', fieldState.error?.message)}
          />
        )}
      />
      <IconButton label={`Remove ${line.productName}`} icon={Trash2} onPress={onRemove} />
    </>
  );
}
