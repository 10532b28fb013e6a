import { FolderUp } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { FileField } from '../ui/FileField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { chooseSyntheaFiles } from './import-files.ts';
import { type SendingProgress, sendFiles } from './send-files.ts';
import { SourcePromise, SourceSummary } from './SourceSummary.tsx';

const SOURCES = [
  {
    key: 'synthea',
    title: 'A Synthea folder',
    detail: 'Patients, providers, organizations, allergies and supplies, as CSV files',
  },
  {
    key: 'hcpcs',
    title: 'A HCPCS list',
    detail: 'Products with their billing codes, as one CSV file',
  },
] as const;

export type Source = (typeof SOURCES)[number]['key'];

/** Puts the files where the core can read them and starts the import. */
function useImportStart(onStarted: (jobId: string) => void) {
  const synthea = useChange('imports.synthea');
  const hcpcs = useChange('imports.hcpcs');
  const [sending, setSending] = useState<SendingProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(source: Source, files: readonly File[]) {
    setProblem(null);
    const sent = await sendFiles(files, setSending);
    if (sent.ok) {
      const [first] = sent.value;
      const reply =
        source === 'hcpcs' && first
          ? await hcpcs.mutateAsync({ file: first })
          : await synthea.mutateAsync({ files: [...sent.value] });
      if (reply.ok) onStarted(reply.value.jobId);
      else setProblem(reply.failure.message);
    } else setProblem(sent.failure.message);
    setSending(null);
  }

  return { start, sending, problem };
}

/** Asks what to bring in, says what that will do, and starts it. */
export function SourceForm({ onStarted }: { readonly onStarted: (jobId: string) => void }) {
  const [source, setSource] = useState<Source>('synthea');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [error, setError] = useState<string | undefined>(undefined);
  const { start, sending, problem } = useImportStart((jobId) => {
    setFiles([]);
    onStarted(jobId);
  });
  const chosen = source === 'synthea' ? chooseSyntheaFiles(files) : null;

  function choose(next: readonly File[]) {
    setFiles(next);
    setError(undefined);
  }

  function begin() {
    const missing = chosen?.missing ?? [];
    if (files.length === 0) return setError('Choose the files first');
    if (missing.length > 0) return setError(`Not among these files: ${missing.join(', ')}`);
    return void start(source, chosen?.wanted ?? files);
  }

  return (
    <Grid hasAside gap={5}>
      <Panel heading="Import files">
        <Stack>
          <RadioCards
            label="What to bring in"
            cards={SOURCES}
            columns={2}
            value={source}
            isDisabled={sending !== null}
            onChange={(next) => {
              setSource(next);
              choose([]);
            }}
          />
          <FilesField
            key={source}
            source={source}
            files={files}
            error={error}
            isDisabled={sending !== null}
            onChange={choose}
          />
          <SourceSummary files={files} chosen={chosen} />
          {problem !== null && (
            <FormNotice title="The import did not start">
              {problem} Nothing was imported.
            </FormNotice>
          )}
          {sending ? (
            <ProgressBar
              label={`Reading ${sending.currentName}`}
              value={sending.sent}
              total={sending.total}
              detail={`${sending.sent} of ${sending.total} files`}
            />
          ) : (
            <Row>
              <Button variant="primary" icon={FolderUp} onPress={begin}>
                Start import
              </Button>
            </Row>
          )}
        </Stack>
      </Panel>
      <Panel heading="What will happen">
        <SourcePromise source={source} />
      </Panel>
    </Grid>
  );
}

type FilesFieldProps = {
  readonly source: Source;
  readonly files: readonly File[];
  readonly error: string | undefined;
  readonly isDisabled: boolean;
  readonly onChange: (files: readonly File[]) => void;
};

/** A whole folder for Synthea, or its files one by one; one file for a HCPCS list. */
function FilesField({ source, files, error, isDisabled, onChange }: FilesFieldProps) {
  const [picksFiles, setPicksFiles] = useState(false);
  const common = { accept: '.csv,text/csv', files, error, isDisabled, onChange };
  if (source === 'hcpcs') return <FileField label="HCPCS file" choose="one" {...common} />;
  return (
    <Stack gap={1}>
      <FileField
        key={String(picksFiles)}
        label="Synthea files"
        choose={picksFiles ? 'many' : 'folder'}
        {...common}
      />
      <Checkbox
        label="Choose single files instead of a folder"
        value={picksFiles}
        isDisabled={isDisabled}
        onChange={(next) => {
          setPicksFiles(next);
          onChange([]);
        }}
      />
    </Stack>
  );
}
