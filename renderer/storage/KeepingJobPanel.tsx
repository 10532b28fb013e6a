import { type ReactNode, useEffect, useRef } from 'react';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel, type StoppedWords } from '../jobs/JobProgressPanel.tsx';
import type { KeepingJob } from './use-keeping-job.ts';

type KeepingJobPanelProps = {
  readonly job: KeepingJob;
  readonly heading: string;
  readonly stoppedWords: StoppedWords;
  readonly isResumable?: boolean | undefined;
  readonly renderDone: (value: unknown) => ReactNode;
};

/** The job of a panel, above it, once there is one; or why it was not begun. */
export function KeepingJobPanel({ job, ...shown }: KeepingJobPanelProps) {
  const { jobId, problem, startedCount } = job;
  const place = useRef<HTMLDivElement>(null);
  // Brings what was asked for into view, and a screen reader to it.
  useEffect(() => {
    if (startedCount > 0) place.current?.focus();
  }, [startedCount]);
  return (
    <>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      {jobId !== null && (
        <div ref={place} tabIndex={-1} className="keeping-job">
          <JobProgressPanel key={jobId} jobId={jobId} {...shown} />
        </div>
      )}
    </>
  );
}
