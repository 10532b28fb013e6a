import { type ImportReport, importReport, type RefusedRow } from '../../shared/imports/contract.ts';
import { importCounts, ImportOutcome } from '../ImportOutcome.tsx';
import { PagedTable } from '../PagedTable.tsx';
import type { Column } from '../ui/DataTable.tsx';
import { formatCount } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { reportTotals, tallyWords } from './report-totals.ts';

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
  const { files, notes, refusedRows } = report;
  const total = reportTotals(files);
  return (
    <ImportOutcome
      noun="row"
      words={tallyWords(total)}
      total={total}
      showsTotal
      caption="By file"
      of={{ header: 'File', name: ({ file }) => file }}
      headers={importCounts}
      tallies={files}
      notes={notes}
    >
      {refusedRows.length > 0 && (
        <PagedTable
          caption="Refused rows"
          noun="refused rows"
          columns={refusedColumns}
          rows={refusedRows}
          rowKey={({ file, line, reason }) => `${file} ${line} ${reason}`}
        />
      )}
    </ImportOutcome>
  );
}
