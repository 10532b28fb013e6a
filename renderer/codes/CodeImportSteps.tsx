import { FileInput, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type CodeImportReport,
  codeImportReport,
  codePreview,
  type CodePreview,
} from '../../shared/codes/contract.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel, type StoppedWords } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCivilDate, formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CodeFileForm } from './CodeFileForm.tsx';
import { tallyEntries } from './code-words.ts';
import type { CodeImporting } from './use-code-import.ts';

const NOT_COMPARED: StoppedWords = {
  cancelled: 'Cancelled. Nothing was saved.',
  interrupted: 'Interrupted, because Caretrail was closed. Nothing was saved.',
};

type StepProps = { readonly importing: CodeImporting };

/** An edition: choose its file, look at what it would do, bring it in. */
export function CodeImportSteps({ importing }: StepProps) {
  const { previewJobId, importJobId } = importing.state;
  const jobId = importJobId ?? previewJobId;
  if (jobId === null) return <CodeFileForm importing={importing} />;
  const other = (
    <Button icon={RotateCcw} isDisabled={importing.isBusy} onPress={importing.beginAnew}>
      Choose another file
    </Button>
  );
  return (
    <FocusedPlace key={jobId}>
      {importJobId === null ? (
        <JobProgressPanel
          jobId={jobId}
          heading="What the file would do"
          stoppedWords={NOT_COMPARED}
          actions={other}
          renderDone={(value) => <Compared importing={importing} value={value} />}
        />
      ) : (
        <JobProgressPanel
          jobId={jobId}
          actions={other}
          renderDone={(value) => <Imported value={value} />}
        />
      )}
    </FocusedPlace>
  );
}

/** Brings each next step into view, and a screen reader to it. */
function FocusedPlace({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="codes-place">
      {children}
    </div>
  );
}

type Refused = CodeImportReport['refusedLines'][number];

const refusedColumns: readonly Column<Refused>[] = [
  {
    key: 'line',
    header: 'Line',
    width: '6rem',
    isRowHeader: true,
    render: ({ line }) => formatCount(line),
  },
  { key: 'reason', header: 'Why it is refused', render: ({ reason }) => `It ${reason}` },
];

/** The numbers of a report, what there is to note, and the lines that were refused. */
function ReportFacts({ report }: { readonly report: CodeImportReport }) {
  return (
    <>
      <KeyValueList layout="columns" entries={tallyEntries(report)} />
      {report.notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      {report.refusedLines.length > 0 && (
        <DataTable
          caption="Refused lines"
          isDense
          maxBlockSize="20rem"
          columns={refusedColumns}
          rows={report.refusedLines}
          rowKey={({ line }) => String(line)}
        />
      )}
    </>
  );
}

function Compared({ importing, value }: StepProps & { readonly value: unknown }) {
  const read = codePreview.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The comparison is not readable.</InlineMessage>;
  return <Preview importing={importing} preview={read.data} />;
}

function Preview({ importing, preview }: StepProps & { readonly preview: CodePreview }) {
  const { problem, isBusy, bringIn } = importing;
  const [mayEndMany, setMayEndMany] = useState(false);
  const { added, changed, ended, endsMany } = preview;
  const changes = added + changed + ended;
  return (
    <Stack>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      <p>
        <strong>{preview.fileName}</strong>, counts from {formatCivilDate(preview.effectiveFrom)}
      </p>
      <ReportFacts report={preview} />
      {endsMany && (
        <InlineMessage tone="caution" title="Many codes would end">
          {formatQuantity(ended, 'code')} in force here are not in this file. It may be cut off.
          <Checkbox
            label="It is the whole file; end them"
            value={mayEndMany}
            onChange={setMayEndMany}
          />
        </InlineMessage>
      )}
      <Row>
        <Button
          variant="primary"
          icon={FileInput}
          isPending={isBusy}
          isDisabled={endsMany && !mayEndMany}
          onPress={() => void bringIn(mayEndMany)}
        >
          {changes === 0
            ? 'Import: nothing would change'
            : `Import: ${formatQuantity(changes, 'code')} would change`}
        </Button>
      </Row>
    </Stack>
  );
}

function Imported({ value }: { readonly value: unknown }) {
  const read = codeImportReport.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The report is not readable.</InlineMessage>;
  const { refused } = read.data;
  return (
    <Stack>
      <InlineMessage
        tone={refused === 0 ? 'success' : 'caution'}
        title={
          refused === 0
            ? 'Import finished'
            : `Import finished; ${formatQuantity(refused, 'line')} could not go in`
        }
      />
      <ReportFacts report={read.data} />
    </Stack>
  );
}
