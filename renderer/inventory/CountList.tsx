import { ClipboardList } from 'lucide-react';
import type { StockCount } from '../../shared/inventory/stock-contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';

function CountState({ closedAt, isAbandoned }: StockCount) {
  if (closedAt === null) return <Badge tone="info">Goes on</Badge>;
  return isAbandoned ? <Badge>Broken off</Badge> : <Badge tone="success">Carried out</Badge>;
}

const differing = ({ lines }: StockCount) =>
  lines.filter(({ countedPieces, expectedPieces }) => countedPieces !== expectedPieces).length;

function columnsFor(timeZone: string | undefined): readonly Column<StockCount>[] {
  return [
    {
      key: 'place',
      header: 'Place',
      isRowHeader: true,
      render: ({ locationName }) => locationName,
    },
    {
      key: 'started',
      header: 'Begun',
      isNoWrap: true,
      render: ({ startedAt }) => formatInstant(startedAt, timeZone),
    },
    { key: 'who', header: 'By', render: ({ startedByName }) => startedByName },
    {
      key: 'differing',
      header: 'Packs that differ',
      align: 'end',
      render: (count) => (count.closedAt === null ? '–' : formatCount(differing(count))),
    },
    { key: 'state', header: 'State', render: (count) => <CountState {...count} /> },
  ];
}

/** Physical counts, those that go on first. */
export function CountList() {
  const counts = useOperation('counts.list', {});
  const site = useSite();
  const go = useNavigation((navigation) => navigation.go);
  if (counts.data === undefined) return <QueryNotice query={counts} what="Counts" />;
  return (
    <Panel isFlush>
      <DataTable
        caption="Counts"
        isCaptionHidden
        columns={columnsFor(site?.timeZone)}
        rows={counts.data}
        rowKey={({ id }) => id}
        rowAction={{
          label: ({ locationName }) => `${locationName}: open the count`,
          onPress: ({ id }) => go({ screen: 'count', countId: id }),
        }}
        emptyState={<EmptyState icon={ClipboardList} title="Nothing was counted yet" />}
      />
    </Panel>
  );
}
