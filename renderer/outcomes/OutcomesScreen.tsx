import { ChartNoAxesCombined } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { useChange, useOperation } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { DateField } from '../ui/DateField.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { OutcomeReportView } from './OutcomeReportView.tsx';

const OPERATION = 'outcomes.count';

const STOPPED = {
  cancelled: 'Cancelled. Nothing was changed; it can go on where it stopped.',
  interrupted: 'Interrupted, because Caretrail was closed. It can go on where it stopped.',
};

function CountForm({ onStarted }: { readonly onStarted: (jobId: string) => void }) {
  const count = useChange(OPERATION);
  const [fromOn, setFromOn] = useState('');
  const [toOn, setToOn] = useState('');
  const [notice, setNotice] = useState<string | null>(null);
  async function start() {
    if (fromOn !== '' && toOn !== '' && toOn < fromOn)
      return setNotice('The last day is before the first. Check both days.');
    const reply = await count
      .mutateAsync({ fromOn: fromOn || null, toOn: toOn || null })
      .catch(() => null);
    setNotice(whyNot(reply));
    if (reply?.ok) onStarted(reply.value.jobId);
  }
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void start();
  }
  return (
    <Panel heading="Which wounds">
      <form noValidate onSubmit={submit}>
        <Stack gap={3}>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <Row align="end" gap={4} isWrapping>
            <DateField label="First measured from" value={fromOn} onChange={setFromOn} />
            <DateField label="First measured to" value={toOn} onChange={setToOn} />
            <Button
              variant="primary"
              type="submit"
              icon={ChartNoAxesCombined}
              isPending={count.isPending}
            >
              Count outcomes
            </Button>
          </Row>
        </Stack>
      </form>
    </Panel>
  );
}

/** What became of wounds, by product, cause and protocol; nobody is named. */
export function OutcomesScreen() {
  const [startedId, setStartedId] = useState<string | null>(null);
  const jobs = useOperation('jobs.list', { limit: 200 });
  const newest = jobs.data?.find(({ operation }) => operation === OPERATION);
  const jobId = startedId ?? newest?.id ?? null;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Outcomes"
        subtitle="What became of wounds, by product, cause and protocol. Nobody is named."
      />
      <CountForm onStarted={setStartedId} />
      {jobId !== null ? (
        <JobProgressPanel
          key={jobId}
          jobId={jobId}
          heading="Results"
          stoppedWords={STOPPED}
          renderDone={(value) => <OutcomeReportView value={value} />}
        />
      ) : jobs.data === undefined ? (
        <QueryNotice query={jobs} what="Outcomes" />
      ) : (
        <EmptyState icon={ChartNoAxesCombined} title="Not counted yet">
          With many wounds it takes a while; you may go on working meanwhile.
        </EmptyState>
      )}
    </Stack>
  );
}
