import { ShieldCheck } from 'lucide-react';
import { type VerifyReport, verifyReport } from '../../shared/storage/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { KeepingJobPanel } from './KeepingJobPanel.tsx';
import { useKeepingJob } from './use-keeping-job.ts';
import { VerifyResult } from './VerifyResult.tsx';

const STOPPED = {
  cancelled: 'Cancelled before its end, so it says nothing about the records.',
  interrupted:
    'Interrupted, because Caretrail was closed or had to start again. It says nothing about the records; check again.',
} as const;

type CheckPanelProps = {
  readonly lastVerify: VerifyReport | null;
  readonly timeZone: string | undefined;
};

/** That the check is through; what it found stands in the panel below, now and later. */
function Checked({ value }: { readonly value: unknown }) {
  const report = verifyReport.safeParse(value);
  const isHealthy = report.success && report.data.isHealthy;
  return (
    <InlineMessage tone={isHealthy ? 'success' : 'danger'}>
      {isHealthy
        ? 'The check is through: all is whole.'
        : 'The check is through. What it found stands below, with what to do about it.'}
    </InlineMessage>
  );
}

/** Whether every page, index and reference of the records is whole, as last checked. */
export function CheckPanel({ lastVerify, timeZone }: CheckPanelProps) {
  const start = useChange('storage.verify');
  const job = useKeepingJob('storage.verify', () => start.mutateAsync({}));
  return (
    <Stack gap={5}>
      <KeepingJobPanel
        job={job}
        heading="Check of the records"
        stoppedWords={STOPPED}
        isResumable={false}
        renderDone={(value) => <Checked value={value} />}
      />
      <Panel
        heading="Check"
        actions={
          <Button
            icon={ShieldCheck}
            isPending={job.isStarting}
            isDisabled={job.isRunning}
            onPress={() => void job.begin()}
          >
            Check now
          </Button>
        }
      >
        <Stack gap={3}>
          <p>
            Looks at every page of the records for damage or change from outside, and whether they
            fit together. You may go on working meanwhile.
          </p>
          {lastVerify === null ? (
            <p>Not checked yet.</p>
          ) : (
            <VerifyResult report={lastVerify} timeZone={timeZone} />
          )}
        </Stack>
      </Panel>
    </Stack>
  );
}
