import type { ReactNode } from 'react';
import type { Product } from '../../shared/products/contract.ts';
import { classOfProduct, productClassWords } from '../../shared/products/product-class.ts';
import { type Fact, factInWords, factLabels } from '../../shared/products/product-facts.ts';
import { useSite } from '../client/use-site.ts';
import { formatInstant, formatQuantity } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { materialsInWords } from './product-words.ts';

function factLines(product: Product, facts: readonly Fact[]) {
  return facts.map((key) => ({
    key,
    label: factLabels[key],
    value: factInWords(product, key),
  }));
}

/** The class that counts, and whether somebody said it or the HCPCS code does. */
function classLine(product: Product): string {
  const words = productClassWords[classOfProduct(product)];
  return product.productClass === null ? `${words} (by its HCPCS code)` : words;
}

function piecesLine(count: number | null): string {
  return count === null ? '' : formatQuantity(count, 'piece');
}

export type ProductFactPanelsProps = {
  readonly product: Product;
  /** What can be done about its stock. */
  readonly stockActions?: ReactNode;
  /** Stands below its package. */
  readonly children?: ReactNode;
};

function packageLines(product: Product, timeZone: string | undefined) {
  const { reorderLevel, stockedSince } = product;
  return [
    ...factLines(product, ['piecesPerPack', 'packageMm2', 'storageNeed', 'storageNote']),
    { key: 'reorderLevel', label: 'Reorder below', value: piecesLine(reorderLevel) },
    {
      key: 'stock',
      label: 'Kept in stock',
      value:
        stockedSince === null
          ? 'No: pieces are not counted'
          : `Since ${formatInstant(stockedSince, timeZone)}`,
    },
  ];
}

/** What is known of a product, by what it is for. */
export function ProductFactPanels({ product, stockActions, children }: ProductFactPanelsProps) {
  const site = useSite();
  return (
    <Grid minColumnRem={24} gap={5}>
      <Stack gap={5}>
        <Panel heading="Identity">
          <KeyValueList
            entries={[
              ...factLines(product, ['maker']),
              { key: 'sku', label: 'SKU', value: product.sku },
              ...factLines(product, ['isActive']),
            ]}
          />
        </Panel>
        <Panel heading="Billing">
          <KeyValueList
            entries={[
              { key: 'hcpcsCode', label: 'HCPCS code', value: product.hcpcsCode ?? 'None' },
              ...factLines(product, ['billingUnit']),
            ]}
          />
        </Panel>
        <Panel heading="Tissue and materials">
          <KeyValueList
            entries={[
              { key: 'class', label: 'Class', value: classLine(product) },
              ...factLines(product, ['isBiologic']),
              { key: 'materials', label: 'Made of', value: materialsInWords(product) },
            ]}
          />
        </Panel>
      </Stack>
      <Stack gap={5}>
        <Panel heading="Package and storage" actions={stockActions}>
          <KeyValueList entries={packageLines(product, site?.timeZone)} />
        </Panel>
        {children}
      </Stack>
    </Grid>
  );
}
