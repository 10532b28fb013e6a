import { useState } from 'react';
import { billingOperations } from '../../shared/billing/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { LinesExportPanel } from '../billing-lines/LinesExportPanel.tsx';
import { BatchesPanel } from './BatchesPanel.tsx';
import { nothingToExportWords } from './billing-range.ts';
import { type DayRange, monthOf, rangeWords } from '../day-range.ts';
import { ExportForm } from './ExportForm.tsx';
import { ExportResult } from './ExportResult.tsx';

type Started = { readonly jobId: string; readonly range: DayRange | null };

/**
 * The export to show: the one just started, or else one that was not through when the user came back
 * to this screen, until its end.
 */
function useShownExport() {
  const [shown, setShown] = useState<Started | null>(null);
  const { data: jobs } = useOperation('jobs.list', {});
  const newest = jobs?.find(({ operation }) => operation === 'billing.export');
  const isThrough = newest?.state === 'done' || newest?.state === 'failed';
  if (shown === null && newest !== undefined && !isThrough)
    setShown({ jobId: newest.id, range: null });
  return [shown, setShown] as const;
}

/** Signed treatments as lines for another billing program, each once. */
export function LinesTab() {
  const [shown, setShown] = useShownExport();
  const site = useSite();
  return (
    <Stack gap={5}>
      {site && (
        <Panel heading="Export treatments">
          <ExportForm today={site.today} onStarted={(jobId, range) => setShown({ jobId, range })} />
        </Panel>
      )}
      {shown && (
        <JobProgressPanel
          key={shown.jobId}
          jobId={shown.jobId}
          heading="Latest export"
          renderDone={(value) => <ExportResult value={value} takesFocus={shown.range !== null} />}
          renderFailure={({ code, details }) =>
            code === 'NothingToExport' ? (
              <NothingToExport range={shown.range} details={details} />
            ) : null
          }
        />
      )}
      <BatchesPanel />
      {site && <LinesExportPanel {...monthOf(site.today)} />}
    </Stack>
  );
}

function NothingToExport(props: { readonly range: DayRange | null; readonly details: unknown }) {
  const read = billingOperations['billing.export'].failures.NothingToExport.safeParse(
    props.details,
  );
  const range = props.range === null ? 'these days' : rangeWords(props.range);
  return (
    <InlineMessage tone="info" title="There was nothing to export">
      {nothingToExportWords(range, read.data ?? { alreadyExportedCount: 0, waitingCount: 0 })}
    </InlineMessage>
  );
}
