import { Package } from 'lucide-react';
import type { StockedProduct } from '../../shared/inventory/stock-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useToday } from '../today.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { expiryInWords } from './stock-words.ts';

export function isBelowLevel({ usablePieces, reorderLevel }: StockedProduct): boolean {
  return reorderLevel !== null && usablePieces < reorderLevel;
}

function Marks({ product, today }: { readonly product: StockedProduct; readonly today: string }) {
  const { usablePieces, nextExpiresOn } = product;
  return (
    <>
      {usablePieces < 0 && <Badge tone="danger">Below zero</Badge>}
      {isBelowLevel(product) && <Badge tone="caution">Below reorder level</Badge>}
      {nextExpiresOn !== null && nextExpiresOn < today && <Badge tone="danger">Expired</Badge>}
    </>
  );
}

function columnsFor(today: string): readonly Column<StockedProduct>[] {
  return [
    {
      key: 'product',
      header: 'Product',
      isRowHeader: true,
      render: ({ productName }) => productName,
    },
    { key: 'sku', header: 'SKU', isNoWrap: true, render: ({ productId }) => productId },
    {
      key: 'usable',
      header: 'On shelves',
      align: 'end',
      render: ({ usablePieces }) => formatCount(usablePieces),
    },
    {
      key: 'quarantined',
      header: 'In quarantine',
      align: 'end',
      render: ({ quarantinedPieces }) => formatCount(quarantinedPieces),
    },
    {
      key: 'expected',
      header: 'Still to come',
      align: 'end',
      render: ({ expectedPieces }) => formatCount(expectedPieces),
    },
    {
      key: 'level',
      header: 'Reorder level',
      align: 'end',
      render: ({ reorderLevel }) => (reorderLevel === null ? '–' : formatCount(reorderLevel)),
    },
    {
      key: 'expires',
      header: 'Next to expire',
      isNoWrap: true,
      render: ({ nextExpiresOn }) => expiryInWords(nextExpiresOn),
    },
    {
      key: 'marks',
      header: 'To look at',
      render: (product) => <Marks product={product} today={today} />,
    },
  ];
}

/** Every product that is kept in stock, with what lies where. */
export function OnHandTable() {
  const stock = useOperation('stock.onHand', {});
  const go = useNavigation((navigation) => navigation.go);
  const today = useToday();
  if (stock.data === undefined) return <QueryNotice query={stock} what="The stock" />;
  return (
    <Panel isFlush>
      <DataTable
        caption="What is on hand"
        isCaptionHidden
        columns={columnsFor(today)}
        rows={stock.data}
        rowKey={({ productId }) => productId}
        rowTone={(product) => (product.usablePieces < 0 ? 'danger' : undefined)}
        rowAction={{
          label: ({ productName }) => `${productName}: lots and movements`,
          onPress: ({ productId }) => go({ screen: 'stockProduct', sku: productId }),
        }}
        emptyState={
          <EmptyState icon={Package} title="Nothing is kept in stock yet">
            A product is kept in stock from its first receipt or count on.
          </EmptyState>
        }
      />
    </Panel>
  );
}
