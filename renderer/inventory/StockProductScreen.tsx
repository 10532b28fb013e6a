import { ArrowLeft, PackagePlus, Tags } from 'lucide-react';
import { useState } from 'react';
import type { StockAt } from '../../shared/inventory/stock-contract.ts';
import type { UnitLabel } from '../../shared/inventory/unit-label.ts';
import { useOperation } from '../client/use-operation.ts';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConsumptionPanel } from './ConsumptionPanel.tsx';
import { CorrectUnitDialog } from './CorrectUnitDialog.tsx';
import { MovementsDialog } from './MovementsDialog.tsx';
import { MovePiecesDialog } from './MovePiecesDialog.tsx';
import { ScanToStock } from './ScanToStock.tsx';
import { SendAwayDialog } from './SendAwayDialog.tsx';
import { type UnitAction, UnitsTable } from './UnitsTable.tsx';
import { WasteDialog } from './WasteDialog.tsx';
import { WasteList } from './WasteList.tsx';

type Opened =
  | { readonly what: 'movements' | UnitAction; readonly at: StockAt }
  | { readonly what: 'none' };

export type StockProductScreenProps = {
  readonly sku: string;
  /** Of a pack that was scanned: only its lot and serial show until all are asked for. */
  readonly label: UnitLabel | null;
};

/** One product of the stock: its lots and serials, what was used of it, what happened to each. */
export function StockProductScreen({ sku, label }: StockProductScreenProps) {
  const [opened, setOpened] = useState<Opened>({ what: 'none' });
  const [message, setMessage] = useState<string | null>(null);
  const stock = useOperation('stock.onHand', {});
  const units = useOperation('stock.units', { productId: sku });
  const go = useNavigation((navigation) => navigation.go);
  const mayMove = useMay('stock.move');
  const product = stock.data?.find(({ productId }) => productId === sku);
  const close = () => setOpened({ what: 'none' });
  const done = (words: string) => {
    close();
    setMessage(words);
  };
  return (
    <Stack gap={5}>
      <ScanToStock sku={sku} />
      <PageHeader
        title={product?.productName ?? sku}
        subtitle={`SKU ${sku}`}
        actions={
          <>
            <Button icon={ArrowLeft} onPress={() => leaveTo({ screen: 'stock' })}>
              All stock
            </Button>
            {mayMove && (
              <Button
                icon={Tags}
                onPress={() =>
                  go({
                    screen: 'labels',
                    stockUnitIds: [...new Set(units.data?.map(({ unit }) => unit.id))],
                  })
                }
              >
                Print labels
              </Button>
            )}
            {mayMove && (
              <Button
                variant="primary"
                icon={PackagePlus}
                onPress={() => go({ screen: 'receive' })}
              >
                Receive
              </Button>
            )}
          </>
        }
      />
      {message !== null && <InlineMessage tone="success">{message}</InlineMessage>}
      {units.data === undefined ? (
        <QueryNotice query={units} what="Lots and serials" />
      ) : (
        <UnitsTable
          units={units.data}
          label={label}
          onOpen={(what, at) => setOpened({ what, at })}
        />
      )}
      <ConsumptionPanel sku={sku} />
      <WasteList productId={sku} />
      {opened.what === 'movements' && (
        <MovementsDialog stockUnitId={opened.at.unit.id} onClose={close} />
      )}
      {opened.what === 'move' && <MovePiecesDialog at={opened.at} onClose={close} onDone={done} />}
      {opened.what === 'sendAway' && (
        <SendAwayDialog at={opened.at} onClose={close} onDone={done} />
      )}
      {opened.what === 'correct' && (
        <CorrectUnitDialog at={opened.at} onClose={close} onDone={done} />
      )}
      {opened.what === 'waste' && <WasteDialog at={opened.at} onClose={close} onDone={done} />}
    </Stack>
  );
}
