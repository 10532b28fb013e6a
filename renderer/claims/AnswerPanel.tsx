import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import type { AnswerReport } from '../../shared/claims/answer-report.ts';
import { claimOperations } from '../../shared/claims/contract.ts';
import { sendFile } from '../client/send-files.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { FileField } from '../ui/FileField.tsx';
import { formatCount } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useWork } from '../use-work.ts';

/** Takes a payer's 999 or 277CA file and says what it moved. */
export function AnswerPanel() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [jobId, setJobId] = useState<string | null>(null);
  const { problem, isBusy, doing } = useWork();
  const start = useChange('claims.readAnswer');
  const [file] = files;
  const read = (chosen: File) =>
    doing(async () => {
      const sent = await sendFile(chosen, 'payer-answer');
      if (!sent.ok) return sent.failure.message;
      const reply = await start.mutateAsync({ file: sent.value });
      if (reply.ok) setJobId(reply.value.jobId);
      return whyNot(reply);
    });
  return (
    <Stack>
      <Panel heading="Read an answer of a payer">
        <Stack>
          {problem !== null && <FormNotice>{problem}</FormNotice>}
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
