import { FileSearch, RefreshCw, RotateCcw } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  cataloguePreview,
  type CataloguePreview,
} from '../../shared/imports/catalogue-contract.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel, type StoppedWords } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { FileField } from '../ui/FileField.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { chosenMapping, needsColumns } from './catalogue-import.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { ImportReportView } from './ImportReportView.tsx';
import { PreviewView } from './PreviewView.tsx';
import type { CatalogueImporting } from './use-catalogue-import.ts';

const NOT_COMPARED: StoppedWords = {
  cancelled: 'Cancelled. Nothing was saved.',
  interrupted: 'Interrupted, because Caretrail was closed. Nothing was saved.',
};

// It writes all in one step, so that one that was stopped has written nothing.
const NOT_BROUGHT_IN: StoppedWords = {
  cancelled: 'Cancelled before anything was saved.',
  interrupted: 'Interrupted, because Caretrail was closed. It can go on now, all of it or nothing.',
};

type StepProps = { readonly importing: CatalogueImporting };

/** A product list: choose it, say what its columns mean, look at what it would do, bring it in. */
export function CatalogueSteps({ importing }: StepProps) {
  const { previewJobId, importJobId } = importing.state;
  if (importJobId !== null) return <Importing importing={importing} jobId={importJobId} />;
  if (previewJobId === null) return <FileStep importing={importing} />;
  return (
    <Place step={previewJobId}>
      <JobProgressPanel
        key={previewJobId}
        jobId={previewJobId}
        heading="What the list would do"
        stoppedWords={NOT_COMPARED}
        actions={<OtherFile importing={importing} />}
        renderDone={(value) => <Compared importing={importing} value={value} />}
      />
    </Place>
  );
}

/** Brings each next step into view, and a screen reader to it. */
function Place({ step, children }: { readonly step: string; readonly children: ReactNode }) {
  return <FocusedPlace key={step}>{children}</FocusedPlace>;
}

function FocusedPlace({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className="imports-place">
      {children}
    </div>
  );
}

function FileStep({ importing }: StepProps) {
  const { compare, isBusy, problem } = importing;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [error, setError] = useState<string | undefined>(undefined);
  function begin() {
    const [file] = files;
    if (file) void compare(file);
    else setError('Choose the file first');
  }
  return (
    <Panel heading="Import a list">
      <Stack>
        <FileField
          label="Product list"
          description="A CSV file in UTF-8, as spreadsheets save it"
          accept=".csv,text/csv"
          files={files}
          error={error}
          isDisabled={isBusy}
          onChange={(next) => {
            setFiles(next);
            setError(undefined);
          }}
        />
        {problem !== null && <FormNotice title="The list was not compared">{problem}</FormNotice>}
        <Row>
          <Button variant="primary" icon={FileSearch} isPending={isBusy} onPress={begin}>
            Compare with the catalogue
          </Button>
        </Row>
        <p>Nothing is saved before you have seen what the list would do.</p>
      </Stack>
    </Panel>
  );
}

function OtherFile({ importing }: StepProps) {
  return (
    <Button icon={RotateCcw} isDisabled={importing.isBusy} onPress={importing.beginAnew}>
      Choose another file
    </Button>
  );
}

function Compared({ importing, value }: StepProps & { readonly value: unknown }) {
  const read = cataloguePreview.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The comparison is not readable.</InlineMessage>;
  return <Preview importing={importing} preview={read.data} />;
}

function Preview({ importing, preview }: StepProps & { readonly preview: CataloguePreview }) {
  const { state, problem, isBusy, compareAgain, choose, bringIn } = importing;
  const isAsking = state.choosing !== null || needsColumns(preview, state);
  return (
    <Stack>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      {isAsking ? (
        <ColumnChoice
          columns={preview.columns}
          mapping={state.choosing ?? chosenMapping(preview)}
          isBusy={isBusy}
          onChange={choose}
          onDone={(mapping) => void compareAgain(mapping)}
        />
      ) : (
        <PreviewView
          preview={preview}
          isBusy={isBusy}
          onColumns={() => choose(chosenMapping(preview))}
          onImport={() => void bringIn(preview)}
        />
      )}
    </Stack>
  );
}

function Importing({ importing, jobId }: StepProps & { readonly jobId: string }) {
  return (
    <Place step={jobId}>
      <JobProgressPanel
        key={jobId}
        jobId={jobId}
        stoppedWords={NOT_BROUGHT_IN}
        actions={<OtherFile importing={importing} />}
        renderDone={(report) => <ImportReportView value={report} />}
        renderFailure={({ code, message }) =>
          code === 'ChangedMeanwhile' ? (
            <InlineMessage
              tone="caution"
              title="Nothing was imported"
              actions={<CompareAgain importing={importing} />}
            >
              {message}
            </InlineMessage>
          ) : null
        }
      />
    </Place>
  );
}

/** With the columns that were chosen before. */
function CompareAgain({ importing }: StepProps) {
  const { state, isBusy, compareAgain } = importing;
  return (
    <Button icon={RefreshCw} isPending={isBusy} onPress={() => void compareAgain(state.mapping)}>
      Compare again
    </Button>
  );
}
