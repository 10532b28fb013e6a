import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { auditReport } from '../../shared/audit/verify-report.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TrailResult } from './TrailResult.tsx';

const STOPPED = {
  cancelled: 'Cancelled before its end, so it says nothing about the trail.',
  interrupted:
    'Interrupted, because Caretrail was closed. It says nothing about the trail; check again.',
} as const;

/** The check that was just begun, or else the last one that is still known here. */
function useTrailCheck() {
  const [begunId, setBegunId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const start = useChange('audit.verify');
  const { data: jobs } = useOperation('jobs.list', {});
  const last = jobs?.find(({ operation }) => operation === 'audit.verify');
  const isRunning = last?.state === 'running';
  const begin = async () => {
    setProblem(null);
    const reply = await start.mutateAsync({});
    if (reply.ok) setBegunId(reply.value.jobId);
    else setProblem(reply.failure.message);
  };
  return {
    jobId: begunId ?? last?.id ?? null,
    isBusy: start.isPending || isRunning,
    problem,
    begin,
  };
}

type ResultProps = { readonly value: unknown; readonly timeZone: string };

function Result({ value, timeZone }: ResultProps) {
  const report = auditReport.safeParse(value);
  if (report.success) return <TrailResult report={report.data} timeZone={timeZone} />;
  return (
    <InlineMessage tone="danger">
      What the check found could not be read. Check again.
    </InlineMessage>
  );
}

/** Whether an event of the trail was changed, deleted, inserted or moved. */
export function VerifyTrailPanel({ timeZone }: { readonly timeZone: string }) {
  const { jobId, isBusy, problem, begin } = useTrailCheck();
  return (
    <Stack gap={5}>
      <Panel
        heading="Verify the trail"
        actions={
          <Button icon={ShieldCheck} isPending={isBusy} onPress={() => void begin()}>
            Verify now
          </Button>
        }
      >
        <p className="audit-words">
          Each computer chains its events, so that none can be changed, deleted, inserted or moved
          afterwards without being found, and signs where its chain stands. The check goes through
          all of them and compares the signatures, those too in backups and on the sync server. You
          may go on working meanwhile.
        </p>
        {problem !== null && <FormNotice>{problem}</FormNotice>}
      </Panel>
      {jobId !== null && (
        <JobProgressPanel
          key={jobId}
          jobId={jobId}
          heading="Last check"
          isResumable={false}
          stoppedWords={STOPPED}
          renderDone={(value) => <Result value={value} timeZone={timeZone} />}
        />
      )}
    </Stack>
  );
}
