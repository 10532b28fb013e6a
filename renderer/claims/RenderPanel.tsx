import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import type { ClaimBatch } from '../../shared/claims/claim-shapes.ts';
import { claimOperations } from '../../shared/claims/contract.ts';
import type { RenderedFormat } from '../../shared/claims/rendered-claims.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { Button } from '../ui/Button.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { claimFileName } from './claim-words.ts';

const FORMATS = [
  { key: 'cms1500', label: 'CMS-1500, for the printed form', detail: 'The data alone' },
  { key: 'cms1500Preview', label: 'CMS-1500, to look at', detail: 'With a form drawn behind' },
  { key: 'hl7', label: 'HL7 charges (DFT^P03)' },
] as const;

const NO_SHIFT = 'none';

/** Writes the claims of a batch in another format than its 837P file. */
export function RenderPanel({ batch }: { readonly batch: ClaimBatch }) {
  const [format, setFormat] = useState<RenderedFormat>('cms1500');
  const [printer, setPrinter] = useState(NO_SHIFT);
  const [notice, setNotice] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const printers = useOperation('printOffsets.list', {});
  const write = useChange('claims.render');
  async function run(): Promise<void> {
    setNotice(null);
    const printOffsetId = format === 'cms1500' && printer !== NO_SHIFT ? printer : null;
    const reply = await write
      .mutateAsync({ batchId: batch.id, format, printOffsetId })
      .catch(() => null);
    if (reply?.ok) setJobId(reply.value.jobId);
    else setNotice(whyNot(reply));
  }
  return (
    <Stack>
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <Grid minColumnRem={20}>
        <SelectField label="Other format" options={FORMATS} value={format} onChange={setFormat} />
        {format === 'cms1500' && (
          <SelectField
            label="Printer"
            options={[
              { key: NO_SHIFT, label: 'As drawn, no offset' },
              ...(printers.data ?? []).map(({ id, printerName }) => ({
                key: id,
                label: printerName,
              })),
            ]}
            value={printer}
            onChange={setPrinter}
          />
        )}
      </Grid>
      <Row>
        <Button icon={FileOutput} isPending={write.isPending} onPress={() => void run()}>
          Write the files
        </Button>
      </Row>
      {jobId !== null && (
        <JobProgressPanel
          key={jobId}
          jobId={jobId}
          heading="Files"
          isResumable={false}
          renderDone={(value) => <Rendered value={value} batch={batch} format={format} />}
        />
      )}
    </Stack>
  );
}

function Rendered(props: {
  readonly value: unknown;
  readonly batch: ClaimBatch;
  readonly format: RenderedFormat;
}) {
  const { batch, format } = props;
  const read = claimOperations['claims.render'].output.safeParse(props.value);
  if (!read.success) return null;
  const { files, outboxFile, claimCount, refusedCount, refused } = read.data;
  const ending = format === 'hl7' ? 'hl7' : 'pdf';
  return (
    <Stack>
      <InlineMessage
        tone={refusedCount > 0 ? 'caution' : 'success'}
        title={`${formatQuantity(claimCount, 'claim')} written`}
      >
        {outboxFile !== null && <p>Also in the outbox, as {outboxFile}.</p>}
        {refused.map(({ controlNumber, messages }) => (
          <p key={controlNumber}>
            <strong>{controlNumber}</strong> is left out: {messages.join(' ')}
          </p>
        ))}
      </InlineMessage>
      <SaveFileButtons
        files={files.map(({ digest }, index) =>
          files.length === 1
            ? { label: 'Save the file', digest, fileName: claimFileName(batch, ending) }
            : {
                label: `Save file ${index + 1}`,
                digest,
                fileName: claimFileName(batch, `${index + 1}.${ending}`),
              },
        )}
      />
    </Stack>
  );
}
