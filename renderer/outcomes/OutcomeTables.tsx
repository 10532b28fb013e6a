import type { OutcomeRow } from '../../shared/outcomes/outcome-row.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { reductionRows, shareRows } from './interval-chart.ts';
import { IntervalChart } from './IntervalChart.tsx';
import {
  applicationsInWords,
  daysInWords,
  reductionInWords,
  shareInWords,
} from './outcome-words.ts';

function named(header: string): readonly Column<OutcomeRow>[] {
  return [
    {
      key: 'name',
      header,
      isRowHeader: true,
      render: ({ name }) => <span dir="auto">{name}</span>,
    },
    {
      key: 'wounds',
      header: 'Wounds',
      align: 'end',
      render: ({ woundCount }) => formatCount(woundCount),
    },
  ];
}

function reductionColumns({
  header,
  applications,
}: OutcomeTablesProps): readonly Column<OutcomeRow>[] {
  return [
    ...named(header),
    { key: 'week4', header: 'Area at 4 weeks', render: ({ week4 }) => reductionInWords(week4) },
    { key: 'week12', header: 'Area at 12 weeks', render: ({ week12 }) => reductionInWords(week12) },
    {
      key: 'applications',
      header: applications,
      render: (row) => applicationsInWords(row.applications),
    },
  ];
}

function closureColumns({ header }: OutcomeTablesProps): readonly Column<OutcomeRow>[] {
  return [
    ...named(header),
    {
      key: 'closed',
      header: 'Closed',
      align: 'end',
      render: ({ closedCount }) => formatCount(closedCount),
    },
    {
      key: 'open',
      header: 'Not closed',
      align: 'end',
      render: ({ openCount }) => formatCount(openCount),
    },
    { key: 'days', header: 'Time to closure', render: daysInWords },
    { key: 'by12', header: 'By 12 weeks', render: ({ closedBy12 }) => shareInWords(closedBy12) },
    { key: 'by24', header: 'By 24 weeks', render: ({ closedBy24 }) => shareInWords(closedBy24) },
  ];
}

export type OutcomeTablesProps = {
  readonly rows: readonly OutcomeRow[];
  /** What a row is, such as `Product`. */
  readonly header: string;
  /** What is counted as applications in these rows. */
  readonly applications: string;
};

const keyOf = ({ key }: OutcomeRow) => key;

/** Outcomes of some rows, each drawn and in a table that says the same. */
export function OutcomeTables(props: OutcomeTablesProps) {
  const { rows, header } = props;
  const by = header.toLowerCase();
  return (
    <Stack>
      <Panel heading="How much smaller" headingLevel={3}>
        <Stack>
          <IntervalChart
            rows={reductionRows(rows)}
            label={`Median area reduction at 4 and 12 weeks by ${by}, with intervals; the table below says the same`}
            early="4 weeks"
            late="12 weeks"
          />
          <DataTable
            caption={`Median change of area since the first size, with 95% intervals, by ${by}`}
            isDense
            columns={reductionColumns(props)}
            rows={rows}
            rowKey={keyOf}
          />
        </Stack>
      </Panel>
      <Panel heading="Closure" headingLevel={3}>
        <Stack>
          <IntervalChart
            rows={shareRows(rows)}
            label={`Share closed by 12 and 24 weeks by ${by}, with intervals; the table below says the same`}
            early="by 12 weeks"
            late="by 24 weeks"
          />
          <DataTable
            caption={`Closure, with 95% intervals, by ${by}`}
            isDense
            columns={closureColumns(props)}
            rows={rows}
            rowKey={keyOf}
          />
        </Stack>
      </Panel>
    </Stack>
  );
}
