import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type ChosenFiles, fileSizeWords } from './import-files.ts';

type Source = 'synthea' | 'hcpcs' | 'hl7' | 'fhir';

const promises = {
  synthea: [
    'Patients, their allergies, orders and treatments are added.',
    'Providers are added as people who cannot sign in until an administrator lets them. Organizations become facilities.',
  ],
  hcpcs: ['Each code is added as a product, with its name and the unit it is billed by.'],
  fhir: [
    'Patients with their allergies, conditions and devices are added. Organizations and locations become facilities, practitioners people who cannot sign in until an administrator lets them.',
    'Numbers of the state, such as the SSN, are not read. Other types of resources are left out and counted.',
  ],
  hl7: [
    'Patients are added, or found by their number and who gave it, and get what the message says: name, birth date, sex, address, telephone.',
    'A merge of two patients is left to a person, and so is anybody who may be here already.',
  ],
} as const;

/** What an import will do, before it does. */
export function SourcePromise({ source }: { readonly source: Source }) {
  return (
    <Stack gap={3}>
      {promises[source].map((promise) => (
        <p key={promise}>{promise}</p>
      ))}
      {source === 'hl7' ? <MessagesPromise /> : <RowsPromise />}
    </Stack>
  );
}

function RowsPromise() {
  return (
    <>
      <p>
        <strong>Nothing that is in Caretrail already is overwritten.</strong> Rows from an earlier
        import are left as they are, so the same files can be imported again without harm.
      </p>
      <p>A row that cannot go in is listed with its line and the reason; the rest goes in.</p>
    </>
  );
}

function MessagesPromise() {
  return (
    <>
      <p>
        <strong>What a person changed here is not overwritten.</strong> Each message is taken in
        once, so the same files can be imported again without harm.
      </p>
      <p>What both sides changed, and what cannot go in, is listed by message with the reason.</p>
    </>
  );
}

type SourceSummaryProps = {
  readonly files: readonly File[];
  readonly chosen: ChosenFiles<File> | null;
};

/** Which of the chosen files will be read; nothing before any is chosen. */
export function SourceSummary({ files, chosen }: SourceSummaryProps) {
  const wanted = chosen?.wanted ?? files;
  const byteLength = wanted.reduce((sum, file) => sum + file.size, 0);
  const ignored = chosen?.ignoredCount ?? 0;
  if (files.length === 0) return null;
  return (
    <Stack gap={3}>
      <p role="status">
        {formatQuantity(wanted.length, 'file')} to import, {fileSizeWords(byteLength)}.
        {ignored > 0 && ` ${formatQuantity(ignored, 'other file')} will not be read.`}
      </p>
      {chosen !== null && <AbsentFiles {...chosen} />}
    </Stack>
  );
}

function AbsentFiles({ missing, absent }: Pick<ChosenFiles<File>, 'missing' | 'absent'>) {
  if (missing.length > 0)
    return (
      <InlineMessage tone="caution" title="The import needs these files too">
        {missing.join(', ')}
      </InlineMessage>
    );
  if (absent.length === 0) return null;
  return (
    <InlineMessage tone="info" title="Not there, and so not imported">
      {absent.join(', ')}
    </InlineMessage>
  );
}
