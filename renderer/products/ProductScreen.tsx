import { ArrowLeft, Boxes, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { ProductPage } from '../../shared/products/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useIsKept } from '../kept-forms.ts';
import { leaveTo } from '../leave-to.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CorrectProductDialog, keptCorrection } from './CorrectProductDialog.tsx';
import { IdentifiersSection } from './IdentifiersSection.tsx';
import { KeepInStockDialog } from './KeepInStockDialog.tsx';
import { ProductFactPanels } from './ProductFactPanels.tsx';

/** Everything that is known of one product. */
export function ProductScreen({ productId }: { readonly productId: string }) {
  const query = useOperation('products.get', { productId });
  const product = query.data;
  if (product === undefined)
    return (
      <Stack gap={5}>
        <PageHeader title="Product" />
        <QueryNotice query={query} what="The product" />
      </Stack>
    );
  return <Page product={product} />;
}

type Opened = 'none' | 'correcting' | 'stock';

function Page({ product }: { readonly product: ProductPage }) {
  const [opened, setOpened] = useState<Opened>('none');
  const [message, setMessage] = useState<string | null>(null);
  const mayChange = useMay('products.write');
  const isKept = useIsKept(keptCorrection(product.id));
  const close = () => setOpened('none');
  const saved = (words: string) => {
    close();
    setMessage(words);
  };
  return (
    <Stack gap={5}>
      <PageHeader
        title={product.name}
        subtitle={`SKU ${product.sku}`}
        actions={
          <>
            <Button icon={ArrowLeft} onPress={() => leaveTo({ screen: 'products' })}>
              All products
            </Button>
            {mayChange && (
              <Button variant="primary" icon={PenLine} onPress={() => setOpened('correcting')}>
                {isKept ? 'Go on changing' : 'Change product'}
              </Button>
            )}
          </>
        }
      />
      {message !== null && <InlineMessage tone="success">{message}</InlineMessage>}
      {!product.isActive && (
        <Row>
          <Badge>No longer ordered</Badge>
        </Row>
      )}
      <ProductFactPanels
        product={product}
        stockActions={
          mayChange &&
          product.stockedSince === null && (
            <Button icon={Boxes} onPress={() => setOpened('stock')}>
              Keep in stock
            </Button>
          )
        }
      >
        <IdentifiersSection product={product} mayChange={mayChange} />
      </ProductFactPanels>
      {opened === 'correcting' && (
        <CorrectProductDialog
          product={product}
          onClose={close}
          onSaved={({ name }) => saved(`${name} was saved.`)}
        />
      )}
      {opened === 'stock' && (
        <KeepInStockDialog
          product={product}
          onClose={close}
          onKept={({ name }) => saved(`Every piece of ${name} is accounted for from now on.`)}
        />
      )}
    </Stack>
  );
}
