import { Table2 } from 'lucide-react';
import type { OutputOf } from '../client/use-operation.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatBytes, formatCivilDate } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { SpaceChart } from './SpaceChart.tsx';
import type { SpaceSample } from './space-line.ts';
import { daysLeftWords } from './storage-words.ts';

const columns: readonly Column<SpaceSample>[] = [
  { key: 'day', header: 'Day', isRowHeader: true, render: ({ day }) => formatCivilDate(day) },
  {
    key: 'used',
    header: 'Records and files',
    align: 'end',
    render: ({ usedBytes }) => formatBytes(usedBytes),
  },
  { key: 'free', header: 'Free', align: 'end', render: ({ freeBytes }) => formatBytes(freeBytes) },
];

function ByDay({ samples }: { readonly samples: readonly SpaceSample[] }) {
  if (samples.length < 2) return <p>How it changes from day to day is shown after two days.</p>;
  return (
    <Stack gap={2}>
      <Grid gap={4} minColumnRem={13}>
        <SpaceChart heading="Records and files" figure="usedBytes" samples={samples} />
        <SpaceChart heading="Free on this disk" figure="freeBytes" samples={samples} />
      </Grid>
      <details className="space-table">
        <summary>
          <Table2 size={18} aria-hidden />
          The figures day by day
        </summary>
        <TableFrame>
          <DataTable
            caption="Space by day"
            isCaptionHidden
            isDense
            columns={columns}
            rows={samples.toReversed()}
            rowKey={({ day }) => day}
            maxBlockSize="18rem"
          />
        </TableFrame>
      </details>
    </Stack>
  );
}

type SpacePanelProps = { readonly status: OutputOf<'storage.status'> };

/** How large the records are, and for how long the disk has room for them. */
export function SpacePanel({ status }: SpacePanelProps) {
  return (
    <Panel heading="Space">
      <Stack gap={5}>
        <KeyValueList
          layout="columns"
          entries={[
            { key: 'records', label: 'Records', value: formatBytes(status.recordsBytes) },
            { key: 'files', label: 'Photos and files', value: formatBytes(status.filesBytes) },
            { key: 'free', label: 'Free on this disk', value: formatBytes(status.freeBytes) },
            { key: 'left', label: 'Room for', value: daysLeftWords(status.daysLeft) },
          ]}
        />
        <ByDay samples={status.history} />
      </Stack>
    </Panel>
  );
}
