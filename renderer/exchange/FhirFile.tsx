import { Download } from 'lucide-react';
import { useState } from 'react';
import { fhirExported, type FhirExported } from '../../shared/exchange/fhir-contract.ts';
import { bridge } from '../client/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { formatCount, formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type FhirFileProps = {
  /** The output of an export. */
  readonly value: unknown;
  readonly fileName: string;
};

/** A file that was written: what is in it, and a way to save it. */
export function FhirFile({ value, fileName }: FhirFileProps) {
  const read = fhirExported.safeParse(value);
  if (!read.success) return <InlineMessage tone="danger">The file is not readable.</InlineMessage>;
  return <Written file={read.data} fileName={fileName} />;
}

function Written({ file, fileName }: { readonly file: FhirExported; readonly fileName: string }) {
  const total = file.counts.reduce((sum, { count }) => sum + count, 0);
  const [part, ...more] = file.parts;
  return (
    <Stack gap={3}>
      <InlineMessage tone="success" title="The file is written">
        {`${formatQuantity(total, 'resource')}, each of them checked against FHIR R4.`}
      </InlineMessage>
      <KeyValueList
        layout="columns"
        entries={file.counts.map(({ resourceType, count }) => ({
          key: resourceType,
          label: resourceType,
          value: formatCount(count),
        }))}
      />
      {part !== undefined && more.length === 0 ? (
        <SaveButton digest={part.digest} fileName={fileName} />
      ) : (
        <InlineMessage tone="info">
          It is too large to be saved from here. Choose fewer days, or use the command line: export
          fhir.
        </InlineMessage>
      )}
    </Stack>
  );
}

type Outcome = { readonly isFailure: boolean; readonly text: string };

function SaveButton({ digest, fileName }: { readonly digest: string; readonly fileName: string }) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  async function save() {
    setBusy(true);
    setOutcome(null);
    const reply = await bridge.bytes.save(digest, fileName);
    setBusy(false);
    if (!reply.ok) setOutcome({ isFailure: true, text: reply.failure.message });
    else if (reply.value) setOutcome({ isFailure: false, text: `Saved as ${fileName}` });
  }
  return (
    <Stack gap={1}>
      <Row>
        <Button variant="primary" icon={Download} isPending={isBusy} onPress={() => void save()}>
          Save the file
        </Button>
      </Row>
      <p role="status" className={outcome?.isFailure ? 'imports-failed' : undefined}>
        {outcome?.text}
      </p>
    </Stack>
  );
}
