import { type ReactNode, useState } from 'react';
import {
  type FileTally,
  type ImportReport,
  importReport,
  type RefusedRow,
} from '../../shared/imports/contract.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Pager } from '../ui/Pager.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TableFrame } from '../ui/TableFrame.tsx';
import { ALL_FILES, reportTotals, tallyWords } from './report-totals.ts';

const ROWS_PER_PAGE = 25;

const counts = [
  ['read', 'Read'],
  ['imported', 'Imported'],
  ['unchanged', 'There already'],
  ['skipped', 'Left out'],
  ['refused', 'Refused'],
] as const;

/** The last row of the table, which sums up the others, stands out. */
function cell(tally: FileTally, text: string): ReactNode {
  return tally.file === ALL_FILES ? <strong>{text}</strong> : text;
}

const tallyColumns: readonly Column<FileTally>[] = [
  { key: 'file', header: 'File', isRowHeader: true, render: (tally) => cell(tally, tally.file) },
  ...counts.map(
    ([key, header]): Column<FileTally> => ({
      key,
      header,
      align: 'end',
      render: (tally) => cell(tally, formatCount(tally[key])),
    }),
  ),
];

const refusedColumns: readonly Column<RefusedRow>[] = [
  { key: 'file', header: 'File', isRowHeader: true, isNoWrap: true, render: ({ file }) => file },
  { key: 'line', header: 'Line', align: 'end', render: ({ line }) => formatCount(line) },
  { key: 'reason', header: 'Why it was refused', render: ({ reason }) => reason },
];

/** What an import did, file by file. `value` is the job's. */
export function ImportReportView({ value }: { readonly value: unknown }) {
  const read = importReport.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The report is not readable.</InlineMessage>;
  return <Report report={read.data} />;
}

function Report({ report }: { readonly report: ImportReport }) {
  const total = reportTotals(report.files);
  return (
    <Stack>
      <InlineMessage
        tone={total.refused === 0 ? 'success' : 'caution'}
        title={
          total.refused === 0
            ? 'Import finished'
            : `Import finished; ${formatQuantity(total.refused, 'row')} could not go in`
        }
      >
        {tallyWords(total)}
      </InlineMessage>
      <TableFrame>
        <DataTable
          caption="By file"
          isDense
          columns={tallyColumns}
          rows={[...report.files, total]}
          rowKey={({ file }) => file}
          rowTone={({ refused }) => (refused > 0 ? 'caution' : undefined)}
        />
      </TableFrame>
      {report.notes.length > 0 && (
        <section aria-label="Notes">
          <ul className="imports-notes">
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      {report.refusedRows.length > 0 && <RefusedRows rows={report.refusedRows} />}
    </Stack>
  );
}

function RefusedRows({ rows }: { readonly rows: readonly RefusedRow[] }) {
  const [offset, setOffset] = useState(0);
  return (
    <Stack gap={3}>
      <TableFrame>
        <DataTable
          caption="Refused rows"
          isDense
          columns={refusedColumns}
          rows={rows.slice(offset, offset + ROWS_PER_PAGE)}
          rowKey={({ file, line, reason }) => `${file} ${line} ${reason}`}
        />
      </TableFrame>
      <Pager
        noun="refused rows"
        offset={offset}
        pageSize={ROWS_PER_PAGE}
        total={rows.length}
        onOffsetChange={setOffset}
      />
    </Stack>
  );
}
