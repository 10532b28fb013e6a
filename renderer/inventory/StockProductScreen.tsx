import { ArrowLeft, ArrowRightLeft, PackagePlus, PackageX, Tags, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { StockAt } from '../../shared/inventory/stock-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { leaveTo } from '../leave-to.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { useToday } from '../today.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConsumptionPanel } from './ConsumptionPanel.tsx';
import { MovementsDialog } from './MovementsDialog.tsx';
import { MovePiecesDialog } from './MovePiecesDialog.tsx';
import { SendAwayDialog } from './SendAwayDialog.tsx';
import { unitTitle } from './stock-words.ts';
import { stockAtKey, unitColumns } from './unit-columns.tsx';
import { WasteDialog } from './WasteDialog.tsx';
import { WasteList } from './WasteList.tsx';

type Opened =
  | { readonly what: 'movements' | 'move' | 'waste' | 'sendAway'; readonly at: StockAt }
  | { readonly what: 'none' };

type UnitActionsProps = {
  readonly at: StockAt;
  readonly onOpen: (what: 'move' | 'waste' | 'sendAway') => void;
};

function UnitActions({ at, onOpen }: UnitActionsProps) {
  const title = unitTitle(at.unit);
  if (at.pieces <= 0) return null;
  return (
    <Row isWrapping>
      <Button icon={ArrowRightLeft} aria-label={`Move ${title}`} onPress={() => onOpen('move')}>
        Move
      </Button>
      <Button icon={Trash2} aria-label={`Waste ${title}`} onPress={() => onOpen('waste')}>
        Waste
      </Button>
      <Button icon={PackageX} aria-label={`Send away ${title}`} onPress={() => onOpen('sendAway')}>
        Send away
      </Button>
    </Row>
  );
}

type UnitsProps = {
  readonly units: readonly StockAt[];
  readonly onOpen: (opened: Opened) => void;
};

function Units({ units, onOpen }: UnitsProps) {
  const today = useToday();
  const mayMove = useMay('stock.move');
  const columns = unitColumns(today);
  return (
    <Panel heading="Lots and serials" isFlush>
      <DataTable
        caption="Lots and serials, the next to expire first"
        isCaptionHidden
        columns={
          mayMove
            ? [
                ...columns,
                {
                  key: 'actions',
                  header: 'Do',
                  render: (at) => <UnitActions at={at} onOpen={(what) => onOpen({ what, at })} />,
                },
              ]
            : columns
        }
        rows={units}
        rowKey={stockAtKey}
        rowTone={({ pieces }) => (pieces < 0 ? 'danger' : undefined)}
        rowAction={{
          label: ({ unit }) => `${unitTitle(unit)}: everything that happened to it`,
          onPress: (at) => onOpen({ what: 'movements', at }),
        }}
        emptyState={<EmptyState title="Nothing of it is on hand" />}
      />
    </Panel>
  );
}

/** One product of the stock: its lots and serials, what was used of it, what happened to each. */
export function StockProductScreen({ sku }: { readonly sku: string }) {
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
        <Units units={units.data} onOpen={setOpened} />
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
      {opened.what === 'waste' && <WasteDialog at={opened.at} onClose={close} onDone={done} />}
    </Stack>
  );
}
