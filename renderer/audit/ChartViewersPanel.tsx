import type { ChartViewer } from '../../shared/audit/contract.ts';
import { personInWords } from '../../shared/audit/event-words.ts';
import type { OutputOf } from '../client/use-operation.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { patientWords } from './audit-words.ts';

function columnsFor(timeZone: string): readonly Column<ChartViewer>[] {
  const count = (
    key: 'openedCount' | 'seenCount' | 'changedCount' | 'glassBrokenCount' | 'refusedCount',
    header: string,
  ) => ({
    key,
    header,
    align: 'end' as const,
    width: '6rem',
    render: (viewer: ChartViewer) => formatCount(viewer[key]),
  });
  const instant = (key: 'firstAt' | 'lastAt', header: string) => ({
    key,
    header,
    width: '12rem',
    render: (viewer: ChartViewer) => formatInstant(viewer[key], timeZone),
  });
  return [
    {
      key: 'person',
      header: 'Person',
      isRowHeader: true,
      render: (viewer) => <span dir="auto">{personInWords(viewer)}</span>,
    },
    count('openedCount', 'Opened'),
    count('seenCount', 'Parts seen'),
    count('changedCount', 'Changed'),
    count('glassBrokenCount', 'Glass broken'),
    count('refusedCount', 'Refused'),
    instant('firstAt', 'First'),
    instant('lastAt', 'Last'),
  ];
}

type ChartViewersPanelProps = {
  readonly found: OutputOf<'audit.chartViewers'>;
  readonly timeZone: string;
  readonly onPerson: (userId: string | null) => void;
};

/** Who saw or changed one chart; pressing a person narrows the list below to them. */
export function ChartViewersPanel({ found, timeZone, onPerson }: ChartViewersPanelProps) {
  return (
    <Panel
      heading={<bdi>{`Who has seen the chart of ${patientWords(found.patient)}`}</bdi>}
      isFlush
    >
      <DataTable
        caption="Who saw or changed this chart, the last to do so first"
        isCaptionHidden
        columns={columnsFor(timeZone)}
        rows={found.viewers}
        rowKey={({ userId }) => userId ?? 'nobody'}
        rowAction={{
          label: (viewer) => `${personInWords(viewer)}: show what they did with this chart`,
          onPress: ({ userId }) => onPerson(userId),
        }}
        emptyState={<EmptyState title="Nobody has opened this chart yet" />}
      />
    </Panel>
  );
}
