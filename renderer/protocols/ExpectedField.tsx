import { X } from 'lucide-react';
import { useState } from 'react';
import {
  type ProductKind,
  productKinds,
  productKindWords,
} from '../../shared/protocols/product-kind.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { ComboBoxField } from '../ui/ComboBoxField.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type Expected = {
  readonly kinds: readonly ProductKind[];
  readonly skus: readonly string[];
};

type ExpectedFieldProps = {
  readonly value: Expected;
  readonly error: string | undefined;
  readonly onChange: (value: Expected) => void;
};

const KIND_PREFIX = 'kind:';

function kindsFitting(text: string): readonly ProductKind[] {
  const typed = text.trim().toLowerCase();
  return productKinds.filter((kind) => productKindWords[kind].toLowerCase().includes(typed));
}

/** With what a treatment is done: kinds of product and single products, added one by one. */
export function ExpectedField({ value, error, onChange }: ExpectedFieldProps) {
  const { kinds, skus } = value;
  const [text, setText] = useState('');
  const found = useOperation('products.find', { text, limit: 20 }, { keepsPrevious: true });
  const products = text.trim() === '' ? [] : (found.data ?? []);

  function add(key: string): void {
    const kind = productKinds.find((each) => `${KIND_PREFIX}${each}` === key);
    if (kind !== undefined) onChange({ kinds: [...new Set([...kinds, kind])], skus });
    else onChange({ kinds, skus: [...new Set([...skus, key])] });
  }

  return (
    <Stack gap={2}>
      <ComboBoxField
        label="Expected product"
        description="A kind of product, or one by its name or SKU. Without any, every treatment counts."
        error={error}
        text={text}
        onTextChange={setText}
        isSearching={found.isPlaceholderData}
        emptyText="No kind or product fits"
        options={[
          ...kindsFitting(text).map((kind) => ({
            key: `${KIND_PREFIX}${kind}`,
            label: productKindWords[kind],
            detail: 'Kind of product',
          })),
          ...products.map(({ sku, name }) => ({ key: sku, label: name, detail: sku })),
        ]}
        onChoose={add}
      />
      {kinds.length + skus.length > 0 && (
        <Row>
          {kinds.map((kind) => (
            <Chosen
              key={kind}
              words={productKindWords[kind]}
              onRemove={() => onChange({ kinds: kinds.filter((each) => each !== kind), skus })}
            />
          ))}
          {skus.map((sku) => (
            <Chosen
              key={sku}
              words={sku}
              onRemove={() => onChange({ kinds, skus: skus.filter((each) => each !== sku) })}
            />
          ))}
        </Row>
      )}
    </Stack>
  );
}

type ChosenProps = { readonly words: string; readonly onRemove: () => void };

function Chosen({ words, onRemove }: ChosenProps) {
  return (
    <Button icon={X} aria-label={`Remove ${words}`} onPress={onRemove}>
      {words}
    </Button>
  );
}
