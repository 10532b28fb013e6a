import { PackageSearch, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Product } from '../../shared/products/contract.ts';
import { classOfProduct, productClassWords } from '../../shared/products/product-class.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AddProductDialog } from './AddProductDialog.tsx';
import { CorrectProductDialog } from './CorrectProductDialog.tsx';
import { billingUnitWords, materialsInWords } from './product-words.ts';

const MOST_FOUND = 100;

const columns: readonly Column<Product>[] = [
  {
    key: 'name',
    header: 'Product',
    isRowHeader: true,
    render: (product) => (
      <Row>
        <span dir="auto">{product.name}</span>
        {!product.isActive && <Badge>No longer ordered</Badge>}
      </Row>
    ),
  },
  { key: 'sku', header: 'SKU', isNoWrap: true, render: (product) => product.sku },
  {
    key: 'class',
    header: 'Class',
    isNoWrap: true,
    render: (product) => productClassWords[classOfProduct(product)],
  },
  { key: 'materials', header: 'Made of', render: materialsInWords },
  {
    key: 'hcpcs',
    header: 'HCPCS code',
    isNoWrap: true,
    render: (product) => product.hcpcsCode ?? 'None',
  },
  {
    key: 'unit',
    header: 'Billed by',
    isNoWrap: true,
    render: (product) => billingUnitWords[product.billingUnit],
  },
];

/** The catalogue, or what of it fits the words typed. */
function useProducts(text: string) {
  const isFinding = text.trim() !== '';
  const list = useOperation('products.list', {}, { enabled: !isFinding });
  const found = useOperation(
    'products.find',
    { text, limit: MOST_FOUND },
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
  const [isAdding, setAdding] = useState(false);
  const [added, setAdded] = useState<Product | null>(null);
  const [opened, setOpened] = useState<Product | null>(null);
  const [saved, setSaved] = useState<Product | null>(null);
  const mayAdd = useMay('products.write');
  const query = useProducts(text);
  const products = query.data;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Products"
        subtitle="What can be ordered and used on a patient"
        actions={
          mayAdd && (
            <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
              Add product
            </Button>
          )
        }
      />
      {added && (
        <InlineMessage tone="success">
          {added.name} was added, with SKU {added.sku}.
        </InlineMessage>
      )}
      {saved && <InlineMessage tone="success">{saved.name} was saved.</InlineMessage>}
      <SearchField
        label="Find a product"
        isLabelHidden
        placeholder="Find by name, SKU or HCPCS code"
        value={text}
        onChange={setText}
      />
      {products === undefined ? (
        <QueryNotice query={query} what="Products" />
      ) : (
        <Panel heading={<span role="status">{shownWords(products.length, text)}</span>} isFlush>
          <ProductTable
            products={products}
            isFinding={text.trim() !== ''}
            onOpen={mayAdd ? setOpened : undefined}
          />
        </Panel>
      )}
      {opened && (
        <CorrectProductDialog
          product={opened}
          onClose={() => setOpened(null)}
          onSaved={(product) => {
            setOpened(null);
            setAdded(null);
            setSaved(product);
          }}
        />
      )}
      {isAdding && (
        <AddProductDialog
          onClose={() => setAdding(false)}
          onAdded={(product) => {
            setAdding(false);
            setSaved(null);
            setAdded(product);
          }}
        />
      )}
    </Stack>
  );
}

/** All that the row's first cell shows, and what pressing it does. */
function nameOfRow({ name, isActive }: Product): string {
  return isActive
    ? `${name}: change this product`
    : `${name} No longer ordered: change this product`;
}

type ProductTableProps = {
  readonly products: readonly Product[];
  readonly isFinding: boolean;
  /** Absent for whoever may not change products. */
  readonly onOpen: ((product: Product) => void) | undefined;
};

function ProductTable({ products, isFinding, onOpen }: ProductTableProps) {
  return (
    <DataTable
      caption="Products"
      isCaptionHidden
      isDense
      columns={columns}
      rows={products}
      rowKey={(product) => product.id}
      {...(onOpen && {
        rowAction: {
          label: nameOfRow,
          onPress: onOpen,
        },
      })}
      rowTone={(product) => (product.isActive ? undefined : 'muted')}
      emptyState={
        <EmptyState icon={PackageSearch} title={isFinding ? 'Nothing fits' : 'No products yet'}>
          {isFinding
            ? 'Try fewer letters, another word of the name, or the code on the package.'
            : 'Add one here, or bring in a HCPCS list on the Import screen.'}
        </EmptyState>
      }
    />
  );
}
