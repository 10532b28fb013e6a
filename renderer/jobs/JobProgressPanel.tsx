import { Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { JobStatus } from '../../shared/jobs/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type JobFailure, jobName, jobProgressWords, jobReply } from './job-words.ts';
import { useJob } from './use-job.ts';

/** What a job that stopped before its end has left behind. */
export type StoppedWords = Readonly<Record<'cancelled' | 'interrupted', string>>;

export type JobProgressPanelProps = {
  readonly jobId: string;
  readonly heading?: string | undefined;
  readonly actions?: ReactNode;
  /** Shows what the job answered; the value is the output of its contract. */
  readonly renderDone: (value: unknown) => ReactNode;
  /** Instead of the failure's own message; null for those it does not know. */
  readonly renderFailure?: ((failure: JobFailure) => ReactNode | null) | undefined;
  readonly stoppedWords?: StoppedWords | undefined;
  /** False for a job that begins anew instead of going on. Default true. */
  readonly isResumable?: boolean | undefined;
};

/** One job: how far it is, a way to stop it and to go on with it, and what came of it. */
export function JobProgressPanel(props: JobProgressPanelProps) {
  const query = useJob(props.jobId);
  const job = query.data;
  const heading = props.heading ?? (job ? jobName(job.operation) : 'Working');
  return (
    <Panel heading={heading} actions={props.actions}>
      {job === undefined ? (
        <QueryNotice query={query} what={heading} />
      ) : job.state === 'running' ? (
        <RunningJob job={job} />
      ) : job.state === 'cancelled' || job.state === 'interrupted' ? (
        <StoppedJob {...props} job={job} />
      ) : (
        <EndedJob {...props} job={job} />
      )}
    </Panel>
  );
}

const GOES_ON = 'You may leave this screen; the work goes on.';

function RunningJob({ job }: { readonly job: JobStatus }) {
  const cancel = useChange('jobs.cancel');
  const [problem, setProblem] = useState<string | null>(null);

  async function stop() {
    const reply = await cancel.mutateAsync({ jobId: job.id });
    if (!reply.ok && reply.failure.code !== 'NotRunning') setProblem(reply.failure.message);
  }

  return (
    <Stack gap={3}>
      <ProgressBar
        label={job.label === '' ? 'Starting' : job.label}
        value={job.total === 0 ? undefined : job.done}
        total={job.total}
        detail={[jobProgressWords(job), GOES_ON].filter((words) => words !== '').join('. ')}
        onCancel={() => void stop()}
        isCancelling={cancel.isPending || cancel.data?.ok === true}
      />
      {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
    </Stack>
  );
}

const WENT_IN: StoppedWords = {
  cancelled: 'Cancelled. What went in before stays, and the rest can go in later.',
  interrupted:
    'Interrupted, because Caretrail was closed. What went in before stays, and the rest can go in now.',
};

function StoppedJob(props: JobProgressPanelProps & { readonly job: JobStatus }) {
  const { job, stoppedWords = WENT_IN, isResumable = true } = props;
  const resume = useChange('jobs.resume');
  const [problem, setProblem] = useState<string | null>(null);
  const progress = jobProgressWords(job);

  async function goOn() {
    const reply = await resume.mutateAsync({ jobId: job.id });
    setProblem(reply.ok ? null : reply.failure.message);
  }

  return (
    <Stack gap={3}>
      <InlineMessage
        tone={job.state === 'interrupted' ? 'caution' : 'info'}
        title={progress === '' ? undefined : `Stopped at ${progress}`}
        actions={
          isResumable && (
            <Button icon={Play} isPending={resume.isPending} onPress={() => void goOn()}>
              Continue where it stopped
            </Button>
          )
        }
      >
        {job.state === 'interrupted' ? stoppedWords.interrupted : stoppedWords.cancelled}
      </InlineMessage>
      {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
    </Stack>
  );
}

function EndedJob(props: JobProgressPanelProps & { readonly job: JobStatus }) {
  const reply = jobReply(props.job.result);
  if (reply === null) return <p role="status">Finishing…</p>;
  if (reply.ok) return <>{props.renderDone(reply.value)}</>;
  return (
    <>
      {props.renderFailure?.(reply.failure) ?? (
        <InlineMessage tone="danger" title="This could not be done">
          {reply.failure.message}
        </InlineMessage>
      )}
    </>
  );
}
