import { type Ref, useState } from 'react';
import type { Product } from '../../shared/products/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { ComboBoxField } from '../ui/ComboBoxField.tsx';

export type ProductPickerPanelProps = {
  readonly label?: string | undefined;
  readonly error?: string | undefined;
  readonly onPick: (product: Product) => void;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

/** Finds a product as the user types its name, SKU or HCPCS code. */
export function ProductPickerPanel({
  label = 'Add a product',
  error,
  onPick,
  ref,
}: ProductPickerPanelProps) {
  const [text, setText] = useState('');
  const found = useOperation('products.find', { text }, { keepsPrevious: true });
  const products = (found.data ?? []).filter(({ isActive }) => isActive);
  return (
    <ComboBoxField
      label={label}
      description="Type a name, maker, SKU or HCPCS code, then choose it from the list"
      error={error ?? found.error?.message}
      ref={ref}
      text={text}
      onTextChange={setText}
      isSearching={found.isPending || found.isPlaceholderData}
      emptyText="No product fits"
      options={products.map((product) => ({
        key: product.id,
        label: product.name,
        detail:
          product.hcpcsCode === null || product.hcpcsCode === product.sku
            ? product.sku
            : `${product.sku}, HCPCS ${product.hcpcsCode}`,
      }))}
      onChoose={(key) => {
        const product = products.find(({ id }) => id === key);
        if (product) onPick(product);
      }}
    />
  );
}
