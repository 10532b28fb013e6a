import { ArrowRightLeft, PackageX, PencilLine, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { StockAt } from '../../shared/inventory/stock-contract.ts';
import { labelInWords, type UnitLabel } from '../../shared/inventory/unit-label.ts';
import { useMay } from '../signed-in.ts';
import { useToday } from '../today.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { isOfLabel } from './scanned-unit.ts';
import { unitTitle } from './stock-words.ts';
import { stockAtKey, unitColumns } from './unit-columns.tsx';

/** What can be done with a unit, beside reading what happened to it. */
export type UnitAction = 'move' | 'waste' | 'sendAway' | 'correct';

type UnitActionsProps = {
  readonly at: StockAt;
  readonly onOpen: (what: UnitAction) => void;
};

function UnitActions({ at, onOpen }: UnitActionsProps) {
  const mayMove = useMay('stock.move');
  const mayAdjust = useMay('stock.adjust');
  const title = unitTitle(at.unit);
  return (
    <Row isWrapping>
      {mayMove && at.pieces > 0 && (
        <>
          <Button icon={ArrowRightLeft} aria-label={`Move ${title}`} onPress={() => onOpen('move')}>
            Move
          </Button>
          <Button icon={Trash2} aria-label={`Waste ${title}`} onPress={() => onOpen('waste')}>
            Waste
          </Button>
          <Button
            icon={PackageX}
            aria-label={`Send away ${title}`}
            onPress={() => onOpen('sendAway')}
          >
            Send away
          </Button>
        </>
      )}
      {mayAdjust && (
        <Button icon={PencilLine} aria-label={`Correct ${title}`} onPress={() => onOpen('correct')}>
          Correct
        </Button>
      )}
    </Row>
  );
}

type OnlyScannedProps = {
  readonly label: UnitLabel;
  readonly isNoneHeld: boolean;
  readonly onShowAll: () => void;
};

/** Which units of the product show, after a scan. */
function OnlyScanned({ label, isNoneHeld, onShowAll }: OnlyScannedProps) {
  const words = labelInWords(label) ?? 'this label';
  return (
    <InlineMessage
      tone={isNoneHeld ? 'caution' : 'info'}
      title={isNoneHeld ? `Nothing of ${words} is on hand` : `Only ${words}, as it was scanned`}
      actions={<Button onPress={onShowAll}>Show all lots</Button>}
    />
  );
}

type UnitsTableProps = {
  readonly units: readonly StockAt[];
  /** Of a pack that was scanned; null shows all. */
  readonly label: UnitLabel | null;
  readonly onOpen: (what: 'movements' | UnitAction, at: StockAt) => void;
};

/** Where the lots and serials of a product lie: all, or those that a scanned label means. */
export function UnitsTable({ units, label, onOpen }: UnitsTableProps) {
  const [only, setOnly] = useState(label);
  const today = useToday();
  const mayMove = useMay('stock.move');
  const mayAdjust = useMay('stock.adjust');
  const columns = unitColumns(today);
  const shown = only === null ? units : units.filter(({ unit }) => isOfLabel(unit, only));
  return (
    <>
      {only !== null && (
        <OnlyScanned label={only} isNoneHeld={shown.length === 0} onShowAll={() => setOnly(null)} />
      )}
      <Panel heading="Lots and serials" isFlush>
        <DataTable
          caption="Lots and serials, the next to expire first"
          isCaptionHidden
          columns={
            mayMove || mayAdjust
              ? [
                  ...columns,
                  {
                    key: 'actions',
                    header: 'Do',
                    render: (at) => <UnitActions at={at} onOpen={(what) => onOpen(what, at)} />,
                  },
                ]
              : columns
          }
          rows={shown}
          rowKey={stockAtKey}
          rowTone={({ pieces }) => (pieces < 0 ? 'danger' : undefined)}
          rowAction={{
            label: ({ unit }) => `${unitTitle(unit)}: everything that happened to it`,
            onPress: (at) => onOpen('movements', at),
          }}
          emptyState={<EmptyState title="Nothing of it is on hand" />}
        />
      </Panel>
    </>
  );
}
