import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { moneyInWords } from '../../shared/base/money-words.ts';
import { whyNot } from '../client/why-not.ts';
import type { DayRange } from '../day-range.ts';
import { type OutputOf, useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatQuantity } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FollowUpMade } from './FollowUpMade.tsx';

const GIVEN_UP = {
  cancelled: 'Cancelled. Nothing went out, and nothing is held.',
  interrupted: 'Interrupted, because Caretrail was closed. Nothing went out; it can go on now.',
};

export type MakeClaimsPanelProps = {
  readonly payers: OutputOf<'claims.desk'>['readyPayers'];
  readonly range: DayRange;
};

/** What is ready, by payer, and the button that makes it into one file. */
export function MakeClaimsPanel({ payers, range }: MakeClaimsPanelProps) {
  const make = useChange('claims.makeBatch');
  const [jobId, setJobId] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  async function run(payerId: string): Promise<void> {
    setNotice(null);
    const reply = await make.mutateAsync({ payerId, ...range }).catch(() => null);
    if (reply?.ok) setJobId(reply.value.jobId);
    else setNotice(whyNot(reply));
  }
  return (
    <Stack>
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      {payers.length > 0 && (
        <Panel heading="Make claims">
          <ul className="claim-payers">
            {payers.map(({ payerId, payerName, claimCount, totalCents }) => (
              <li key={payerId}>
                <span>
                  <strong dir="auto">{payerName}</strong> {formatQuantity(claimCount, 'claim')},{' '}
                  {moneyInWords(totalCents)}
                </span>
                <Button
                  variant="primary"
                  icon={FileOutput}
                  isPending={make.isPending}
                  aria-label={`Make claims for ${payerName}`}
                  onPress={() => void run(payerId)}
                >
                  Make claims
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {jobId !== null && (
        <JobProgressPanel
          key={jobId}
          jobId={jobId}
          heading="Claims"
          stoppedWords={GIVEN_UP}
          renderDone={(value) => <FollowUpMade value={value} />}
        />
      )}
    </Stack>
  );
}
