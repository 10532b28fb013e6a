import { useState } from 'react';
import { type ReplyOf, useOperation } from '../client/use-operation.ts';

/** The long work of this screen. */
export type KeepingOperation = 'storage.backUp' | 'storage.verify' | 'storage.reencrypt';

export type KeepingJob = ReturnType<typeof useKeepingJob>;

/** The job to show: the one just started, or else one that still ran when the user came to this screen. */
export function useKeepingJob(
  operation: KeepingOperation,
  start: () => Promise<ReplyOf<KeepingOperation>>,
) {
  const [jobId, setJobId] = useState<string | null>(null);
  const [startedCount, setStartedCount] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const { data: jobs } = useOperation('jobs.list', {});
  const running = jobs?.find((job) => job.operation === operation && job.state === 'running');
  if (jobId === null && running !== undefined) setJobId(running.id);

  async function begin(): Promise<void> {
    setProblem(null);
    setStarting(true);
    const reply = await start();
    setStarting(false);
    if (!reply.ok) {
      setProblem(reply.failure.message);
      return;
    }
    setJobId(reply.value.jobId);
    setStartedCount((count) => count + 1);
  }
  return { jobId, begin, isStarting, startedCount, problem, isRunning: running !== undefined };
}
