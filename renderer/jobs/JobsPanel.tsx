import { Activity } from 'lucide-react';
import type { JobStatus } from '../../shared/jobs/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { jobName, jobProgressWords, jobStateTones, jobStateWords } from './job-words.ts';

export type JobsPanelProps = {
  readonly heading: string;
  /** Only jobs of these operations. */
  readonly operations: readonly string[];
  /** Shows one of them; its row is marked as shown when it is `openJobId`. */
  readonly onOpen: (jobId: string) => void;
  readonly openJobId: string | null;
};

type Shown = { readonly timeZone: string | undefined; readonly openJobId: string | null };

function rowName(job: JobStatus, openJobId: string | null): string {
  return job.id === openJobId ? `${jobName(job.operation)} (shown above)` : jobName(job.operation);
}

function columns({ timeZone, openJobId }: Shown): readonly Column<JobStatus>[] {
  return [
    {
      key: 'what',
      header: 'What',
      isRowHeader: true,
      render: (job) => rowName(job, openJobId),
    },
    {
      key: 'state',
      header: 'State',
      render: (job) => <Badge tone={jobStateTones[job.state]}>{jobStateWords[job.state]}</Badge>,
    },
    { key: 'done', header: 'Progress', align: 'end', isNoWrap: true, render: jobProgressWords },
    { key: 'who', header: 'Started by', render: (job) => job.startedByName },
    {
      key: 'when',
      header: 'Started',
      isNoWrap: true,
      render: (job) => formatInstant(job.startedAt, timeZone),
    },
  ];
}

/** Recent jobs, newest first; each opens to its progress or its result. */
export function JobsPanel({ heading, operations, onOpen, openJobId }: JobsPanelProps) {
  const query = useOperation('jobs.list', {});
  const site = useSite();
  const own = query.data?.filter((job) => operations.includes(job.operation));
  return (
    <Panel heading={heading} isFlush>
      {own === undefined ? (
        <QueryNotice query={query} what={heading} />
      ) : (
        <DataTable
          caption={heading}
          isCaptionHidden
          isDense
          columns={columns({ timeZone: site?.timeZone, openJobId })}
          rows={own}
          rowKey={(job) => job.id}
          rowAction={{
            label: (job) =>
              `${rowName(job, openJobId)}, started ${formatInstant(job.startedAt, site?.timeZone)}: show`,
            onPress: (job) => onOpen(job.id),
          }}
          emptyState={
            <EmptyState icon={Activity} title="None yet">
              Each one is listed here with what came of it.
            </EmptyState>
          }
        />
      )}
    </Panel>
  );
}
