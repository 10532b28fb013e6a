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
import { TextField } from '../ui/TextField.tsx';
import { chooseSyntheaFiles } from './import-files.ts';
import { type SendingProgress, sendFiles } from '../client/send-files.ts';
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
  {
    key: 'hl7',
    title: 'HL7 v2 messages',
    detail: 'Patients as a hospital or practice program sends them (ADT)',
  },
  {
    key: 'fhir',
    title: 'FHIR files',
    detail: 'Patients, people, places, allergies, conditions and devices (ndjson or Bundles)',
  },
] as const;

export type Source = (typeof SOURCES)[number]['key'];

/** Puts the files where the core can read them and starts the import. */
function useImportStart(onStarted: (jobId: string) => void) {
  const synthea = useChange('imports.synthea');
  const hcpcs = useChange('imports.hcpcs');
  const hl7 = useChange('hl7.import');
  const fhir = useChange('exchange.importFhir');
  const [sending, setSending] = useState<SendingProgress | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(source: Source, files: readonly File[], system: string) {
    setProblem(null);
    const sent = await sendFiles(files, setSending);
    if (sent.ok) {
      const [first] = sent.value;
      const all = [...sent.value];
      const reply =
        source === 'hcpcs' && first
          ? await hcpcs.mutateAsync({ file: first })
          : source === 'fhir'
            ? await fhir.mutateAsync({ files: all, source: system })
            : await (source === 'hl7' ? hl7 : synthea).mutateAsync({ files: all });
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
  const [system, setSystem] = useState('');
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
    return void start(source, chosen?.wanted ?? files, system);
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
          {source === 'fhir' && (
            <SystemField value={system} isDisabled={sending !== null} onChange={setSystem} />
          )}
          <SourceSummary files={files} chosen={chosen} />
          {problem !== null && (
            <FormNotice title="The import did not start">
              {problem} Nothing was imported.
            </FormNotice>
          )}
          <StartRow sending={sending} onStart={begin} />
        </Stack>
      </Panel>
      <Panel heading="What will happen">
        <SourcePromise source={source} />
      </Panel>
    </Grid>
  );
}

type StartRowProps = {
  readonly sending: SendingProgress | null;
  readonly onStart: () => void;
};

/** The way to begin, and how far the files are once somebody did. */
function StartRow({ sending, onStart }: StartRowProps) {
  if (sending)
    return (
      <ProgressBar
        label={`Reading ${sending.currentName}`}
        value={sending.sent}
        total={sending.total}
        detail={`${sending.sent} of ${sending.total} files`}
      />
    );
  return (
    <Row>
      <Button variant="primary" icon={FolderUp} onPress={onStart}>
        Start import
      </Button>
    </Row>
  );
}

type SystemFieldProps = {
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
};

/** Two systems may give two people the same plain number. */
function SystemField(props: SystemFieldProps) {
  return (
    <TextField
      label="Where they come from"
      description="The web address or name of the other system; needed only where its ids are plain numbers"
      maxLength={200}
      {...props}
    />
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
  if (source === 'fhir')
    return <FileField label="FHIR files" {...common} choose="many" accept=".ndjson,.json" />;
  if (source === 'hl7')
    return <FileField label="HL7 files" {...common} choose="many" accept=".hl7,.adt,.txt,.dat" />;
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
