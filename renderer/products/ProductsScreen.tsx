import { FileSpreadsheet, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Product } from '../../shared/products/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useIsKept } from '../kept-forms.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ADD_PRODUCT_FORM, AddProductDialog } from './AddProductDialog.tsx';
import { ProductTable } from './ProductTable.tsx';

const MOST_FOUND = 100;

/** The catalogue, or what of it fits the words typed. */
function useProducts(text: string, includeInactive: boolean) {
  const isFinding = text.trim() !== '';
  const list = useOperation('products.list', { includeInactive }, { enabled: !isFinding });
  const found = useOperation(
    'products.find',
    { text, includeInactive, limit: MOST_FOUND },
    { enabled: isFinding, keepsPrevious: true },
  );
  return isFinding ? found : list;
}

function shownWords(count: number, text: string): string {
  if (text.trim() === '') return formatQuantity(count, 'product');
  return count === MOST_FOUND
    ? `The first ${MOST_FOUND} that fit; type more to narrow it down`
    : `${formatQuantity(count, 'product')} found`;
}

export function ProductsScreen() {
  const [text, setText] = useState('');
  const [includeInactive, setIncludeInactive] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<Product | null>(null);
  const go = useNavigation((state) => state.go);
  const mayChange = useMay('products.write');
  const query = useProducts(text, includeInactive);
  const products = query.data;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Products"
        subtitle="What can be ordered and used on a patient"
        actions={<Actions mayChange={mayChange} onAdd={() => setAdding(true)} />}
      />
      {added && (
        <InlineMessage tone="success">
          {added.name} was added, with SKU {added.sku}.
        </InlineMessage>
      )}
      <SearchField
        label="Find a product"
        isLabelHidden
        placeholder="Find by name, maker, SKU or HCPCS code"
        value={text}
        onChange={setText}
      />
      {products === undefined ? (
        <QueryNotice query={query} what="Products" />
      ) : (
        <Panel
          heading={<span role="status">{shownWords(products.length, text)}</span>}
          actions={
            <Checkbox
              label="Also what is no longer ordered"
              value={includeInactive}
              onChange={setIncludeInactive}
            />
          }
          isFlush
        >
          <ProductTable
            products={products}
            isFinding={text.trim() !== ''}
            onOpen={({ id }) => go({ screen: 'product', productId: id })}
          />
        </Panel>
      )}
      {isAdding && (
        <AddProductDialog
          onClose={() => setAdding(false)}
          onAdded={(product) => {
            setAdding(false);
            setAdded(product);
          }}
        />
      )}
    </Stack>
  );
}

type ActionsProps = { readonly mayChange: boolean; readonly onAdd: () => void };

function Actions({ mayChange, onAdd }: ActionsProps) {
  const go = useNavigation((state) => state.go);
  const isKept = useIsKept(ADD_PRODUCT_FORM);
  return (
    <>
      <Button icon={FileSpreadsheet} onPress={() => go({ screen: 'importProducts' })}>
        {mayChange ? 'Import or export' : 'Export'}
      </Button>
      {mayChange && (
        <Button variant="primary" icon={Plus} onPress={onAdd}>
          {isKept ? 'Go on adding product' : 'Add product'}
        </Button>
      )}
    </>
  );
}
