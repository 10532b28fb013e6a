import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import type { AnswerReport } from '../../shared/claims/answer-report.ts';
import { claimOperations } from '../../shared/claims/contract.ts';
import { bridge } from '../client/bridge.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { FileField } from '../ui/FileField.tsx';
import { formatCount } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

/** Puts an answer where the core can read it. */
async function store(file: File) {
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  );
  if (bytes === null) return { problem: `${file.name} could not be read. Choose it again.` };
  const reply = await bridge.bytes.put('payer-answer', bytes);
  if (!reply.ok) return { problem: reply.failure.message };
  return { stored: { name: file.name, digest: reply.value.digest } };
}

/** Takes a payer's 999 or 277CA file and says what it moved. */
export function AnswerPanel() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const start = useChange('claims.readAnswer');
  const [file] = files;
  async function read(chosen: File): Promise<void> {
    setNotice(null);
    setBusy(true);
    const { stored, problem } = await store(chosen);
    const reply = stored && (await start.mutateAsync({ file: stored }).catch(() => null));
    setBusy(false);
    if (reply?.ok) return setJobId(reply.value.jobId);
    const why = reply?.failure.message ?? problem;
    return setNotice(why ?? 'Caretrail did not answer. Please try again.');
  }
  return (
    <Stack>
      <Panel heading="Read an answer of a payer">
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <FileField
            label="999 or 277CA file"
            description="As the clearinghouse gives it back"
            files={files}
            onChange={setFiles}
          />
          <Row>
            <Button
              icon={FileCheck2}
              isPending={isBusy}
              isDisabled={file === undefined}
              onPress={() => file && void read(file)}
            >
              Read the answer
            </Button>
          </Row>
        </Stack>
      </Panel>
      {jobId !== null && (
        <JobProgressPanel
          key={jobId}
          jobId={jobId}
          heading="The answer"
          isResumable={false}
          renderDone={(value) => <AnswerRead value={value} />}
        />
      )}
    </Stack>
  );
}

function AnswerRead({ value }: { readonly value: unknown }) {
  const read = claimOperations['claims.readAnswer'].output.safeParse(value);
  if (!read.success) return null;
  const { acknowledged, rejected, unchanged, unknown } = read.data;
  const counts = [
    [acknowledged, 'acknowledged'],
    [rejected, 'rejected'],
    [unchanged, 'known before'],
    [unknown, 'of no claim of ours'],
  ] as const;
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatCount(count)} ${what}`);
  return (
    <Stack>
      <InlineMessage
        tone={rejected > 0 ? 'caution' : 'success'}
        title={words.length === 0 ? 'The answer moves no claim' : words.join(', ')}
      >
        {read.data.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </InlineMessage>
      <RejectedClaims report={read.data} />
    </Stack>
  );
}

function RejectedClaims({ report }: { readonly report: AnswerReport }) {
  return (
    <ul className="claim-missing">
      {report.rejectedClaims.map(({ claimId, controlNumber, reasons }) => (
        <li key={claimId}>
          <strong>{controlNumber}</strong>: {reasons.join(' ')}
        </li>
      ))}
      {report.contradicted.map(({ claimId, controlNumber }) => (
        <li key={claimId}>
          <strong>{controlNumber}</strong>: accepted, but its treatments are on another claim by
          now. Void one of the two.
        </li>
      ))}
    </ul>
  );
}
