import { PackageCheck } from 'lucide-react';
import type { Trace, TracedReceipt, TracedUnit } from '../../shared/recalls/trace.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount, formatInstant, formatQuantity } from '../ui/format.ts';
import { conditionInWords, packInWords } from './recall-words.ts';

type UnitRow = { readonly unit: TracedUnit; readonly receipts: readonly TracedReceipt[] };

function Places({ places }: { readonly places: TracedUnit['places'] }) {
  if (places.length === 0) return 'None left';
  return places.map(({ locationId, name, kind, pieces }) => (
    <span key={locationId} className="recalls-line recalls-line--first">
      <span dir="auto">{name}</span>: {formatCount(pieces)}{' '}
      {kind === 'quarantine' && <Badge tone="info">Quarantine</Badge>}
      {pieces < 0 && <Badge tone="danger">More taken than came</Badge>}
    </span>
  ));
}

function Receipts({ row, timeZone }: { readonly row: UnitRow; readonly timeZone: string }) {
  if (row.receipts.length === 0) return 'Not received here';
  return row.receipts.map((receipt) => (
    <span
      key={`${receipt.receivedAt} ${receipt.pieces}`}
      className="recalls-line recalls-line--first"
      dir="auto"
    >
      {formatQuantity(receipt.pieces, 'piece')}, {formatInstant(receipt.receivedAt, timeZone)} by{' '}
      {receipt.receivedByName}
      {receipt.supplier !== null && `, from ${receipt.supplier}`}
      <span className="recalls-line">{conditionInWords(receipt)}</span>
    </span>
  ));
}

function columnsIn(timeZone: string): readonly Column<UnitRow>[] {
  return [
    {
      key: 'pack',
      header: 'Pack',
      isRowHeader: true,
      render: ({ unit }) => (
        <>
          {packInWords(unit)}{' '}
          {unit.standing === 'unsaid' && <Badge tone="caution">May be it</Badge>}
        </>
      ),
    },
    {
      key: 'expires',
      header: 'Expires',
      isNoWrap: true,
      render: ({ unit }) => (unit.expiresOn === null ? '–' : formatCivilDate(unit.expiresOn)),
    },
    { key: 'where', header: 'Where', render: ({ unit }) => <Places places={unit.places} /> },
    {
      key: 'received',
      header: 'Received',
      render: (row) => <Receipts row={row} timeZone={timeZone} />,
    },
    { key: 'donor', header: 'Donor', render: ({ unit }) => unit.donorNumber ?? '–' },
  ];
}

type StockLeftTableProps = {
  readonly trace: Trace;
  readonly timeZone: string;
};

/** What is left of the recalled packs, where, and how it came in. */
export function StockLeftTable({ trace, timeZone }: StockLeftTableProps) {
  const receipts = Map.groupBy(trace.receipts, ({ stockUnitId }) => stockUnitId);
  const rows = trace.units.map((unit) => ({ unit, receipts: receipts.get(unit.id) ?? [] }));
  return (
    <DataTable
      caption="Stock"
      isCaptionHidden
      isDense
      columns={columnsIn(timeZone)}
      rows={rows}
      rowKey={({ unit }) => unit.id}
      emptyState={
        <EmptyState icon={PackageCheck} title="Never in stock here">
          No receipt or count names these packs.
        </EmptyState>
      }
    />
  );
}
