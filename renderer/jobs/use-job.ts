import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { JobStatus } from '../../shared/jobs/contract.ts';
import { bridge } from '../client/bridge.ts';
import { useOperation } from '../client/use-operation.ts';

/** How often a running job is asked after, in case an event was lost with the connection. */
const ASK_AGAIN_MS = 4000;

/** A job as it goes: what it was when asked, kept up to date by the core's events. */
export function useJob(jobId: string) {
  const queries = useQueryClient();
  const answer = useOperation('jobs.get', { jobId });
  const isRunning = answer.data?.state === 'running';

  useEffect(
    () =>
      bridge.onEvent((event) => {
        if (event.type !== 'job' || event.jobId !== jobId) return;
        const { state, done, total, label } = event;
        // Whatever a job changed may be on screen somewhere.
        if (state !== 'running') void queries.invalidateQueries();
        else
          queries.setQueryData<JobStatus>(
            ['jobs.get', { jobId }],
            (job) => job && { ...job, state, done, total, label },
          );
      }),
    [jobId, queries],
  );

  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => {
      void queries.invalidateQueries({ queryKey: ['jobs.get', { jobId }] });
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, jobId, queries]);

  return answer;
}
