import { ChartColumn } from 'lucide-react';
import { checklistItems } from '../../shared/quality/checklist.ts';
import type { QualityResults } from '../../shared/quality/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useToday } from '../today.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { metPercent, monthWords } from './quality-words.ts';

type Counted = { readonly met: number; readonly notMet: number };

/** A bar as long as the share that was met; the figures stand beside it. */
function MetBar({ counts }: { readonly counts: Counted }) {
  const percent = metPercent(counts);
  if (percent === null) return 'Never asked';
  return (
    <span className="met-bar">
      <svg className="met-bar__picture" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
        <rect className="met-bar__all" width="100" height="8" rx="1" />
        <rect className="met-bar__met" width={percent} height="8" rx="1" />
      </svg>
      <span className="met-bar__words">
        {percent} % ({counts.met} of {counts.met + counts.notMet})
      </span>
    </span>
  );
}

const met = <Row extends Counted>(): Column<Row> => ({
  key: 'met',
  header: 'Met, where it applies',
  render: (counts) => <MetBar counts={counts} />,
});

type Month = QualityResults['months'][number];
type Item = QualityResults['items'][number];
type Person = QualityResults['clinicians'][number];

function reviewed<
  Row extends { readonly reviewed: number; readonly findings: number },
>(): readonly Column<Row>[] {
  return [
    { key: 'reviewed', header: 'Reviewed', align: 'end', render: (row) => row.reviewed },
    { key: 'findings', header: 'Findings', align: 'end', render: (row) => row.findings },
  ];
}

const monthColumns: readonly Column<Month>[] = [
  { key: 'month', header: 'Month', isRowHeader: true, render: ({ month }) => monthWords(month) },
  ...reviewed<Month>(),
  met<Month>(),
];

const itemColumns: readonly Column<Item>[] = [
  {
    key: 'item',
    header: 'Question',
    isRowHeader: true,
    render: ({ itemKey }) => checklistItems.find(({ key }) => key === itemKey)?.question,
  },
  met<Item>(),
];

const personColumns: readonly Column<Person>[] = [
  { key: 'name', header: 'Recorded by', isRowHeader: true, render: ({ name }) => name },
  ...reviewed<Person>(),
  met<Person>(),
];

function yearBefore(month: string): string {
  return `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`;
}

/** What finished reviews of the last year found. */
export function ResultsView() {
  const thisMonth = useToday().slice(0, 7);
  const range = { fromMonth: yearBefore(thisMonth), toMonth: thisMonth };
  const results = useOperation('quality.results', range);
  if (results.data === undefined) return <QueryNotice query={results} what="Results" />;
  const { months, items, clinicians } = results.data;
  if (months.length === 0)
    return (
      <EmptyState icon={ChartColumn} title="No review was finished in the last year">
        Results appear here month by month.
      </EmptyState>
    );
  return (
    <Stack gap={5}>
      <p>
        A handful of records says little about a person. Compare months rather than people, and look
        at how many were reviewed.
      </p>
      <Panel heading="Over time" isFlush>
        <DataTable
          caption="Results by month"
          isCaptionHidden
          columns={monthColumns}
          rows={months}
          rowKey={({ month }) => month}
        />
      </Panel>
      <Panel heading="By question" isFlush>
        <DataTable
          caption="Results by question"
          isCaptionHidden
          columns={itemColumns}
          rows={items}
          rowKey={({ itemKey }) => itemKey}
        />
      </Panel>
      <Panel heading="By who recorded" isFlush>
        <DataTable
          caption="Results by who recorded"
          isCaptionHidden
          columns={personColumns}
          rows={clinicians}
          rowKey={({ userId }) => userId}
        />
      </Panel>
    </Stack>
  );
}
