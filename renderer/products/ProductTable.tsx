import { PackageSearch } from 'lucide-react';
import type { Product } from '../../shared/products/contract.ts';
import { classOfProduct, productClassWords } from '../../shared/products/product-class.ts';
import { billingUnitWords } from '../../shared/products/product-facts.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Row } from '../ui/Row.tsx';
import { materialsInWords } from './product-words.ts';

const columns: readonly Column<Product>[] = [
  {
    key: 'name',
    header: 'Product',
    isRowHeader: true,
    render: (product) => (
      <Row>
        <span>
          <span dir="auto">{product.name}</span>{' '}
          {product.maker !== null && (
            <span className="product-below" dir="auto">
              {product.maker}
            </span>
          )}
        </span>
        {!product.isActive && <Badge>No longer ordered</Badge>}
      </Row>
    ),
  },
  { key: 'sku', header: 'SKU', render: (product) => product.sku },
  {
    key: 'class',
    header: 'Class',
    render: (product) => productClassWords[classOfProduct(product)],
  },
  { key: 'materials', header: 'Made of', width: '11rem', render: materialsInWords },
  {
    key: 'billing',
    header: 'Billed as',
    isNoWrap: true,
    render: ({ hcpcsCode, billingUnit }) => (
      <>
        {hcpcsCode ?? 'No code'}
        <span className="product-below">{billingUnitWords[billingUnit]}</span>
      </>
    ),
  },
];

/** All that the row's first cell shows, and what pressing it does. */
function nameOfRow({ name, maker, isActive }: Product): string {
  const shown = [name, maker, isActive ? null : 'No longer ordered'].filter(
    (each) => each !== null,
  );
  return `${shown.join(' ')}: open product`;
}

export type ProductTableProps = {
  readonly products: readonly Product[];
  readonly isFinding: boolean;
  readonly onOpen: (product: Product) => void;
};

/** Products of the catalogue; each opens to everything that is known of it. */
export function ProductTable({ products, isFinding, onOpen }: ProductTableProps) {
  return (
    <DataTable
      caption="Products"
      isCaptionHidden
      isDense
      columns={columns}
      rows={products}
      rowKey={(product) => product.id}
      rowAction={{ label: nameOfRow, onPress: onOpen }}
      rowTone={(product) => (product.isActive ? undefined : 'muted')}
      emptyState={
        <EmptyState icon={PackageSearch} title={isFinding ? 'Nothing fits' : 'No products yet'}>
          {isFinding
            ? 'Try fewer letters, another word of the name, or the code on the package.'
            : 'Add one here, or bring in a whole list.'}
        </EmptyState>
      }
    />
  );
}
