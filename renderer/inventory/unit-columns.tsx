import type { StockAt } from '../../shared/inventory/stock-contract.ts';
import { Badge } from '../ui/Badge.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { formatCount } from '../ui/format.ts';
import { expiryInWords, unitTitle } from './stock-words.ts';

/** What every table of units shows: which pack, until when, where, how many. */
export function unitColumns(today: string): readonly Column<StockAt>[] {
  return [
    {
      key: 'unit',
      header: 'Lot and serial',
      isRowHeader: true,
      render: ({ unit }) => unitTitle(unit),
    },
    {
      key: 'expires',
      header: 'Expires',
      isNoWrap: true,
      render: ({ unit }) => (
        <>
          {expiryInWords(unit.expiresOn)}{' '}
          {unit.expiresOn !== null && unit.expiresOn < today && (
            <Badge tone="danger">Expired</Badge>
          )}
        </>
      ),
    },
    {
      key: 'place',
      header: 'Place',
      render: ({ locationName, locationKind }) => (
        <>
          {locationName} {locationKind === 'quarantine' && <Badge tone="caution">Quarantine</Badge>}
        </>
      ),
    },
    {
      key: 'pieces',
      header: 'Pieces',
      align: 'end',
      render: ({ pieces }) => formatCount(pieces),
    },
  ];
}

export function stockAtKey({ unit, locationId }: StockAt): string {
  return `${unit.id} ${locationId}`;
}
