import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { CheckStatus } from '../../shared/sync/check-contract.ts';
import { checkWords, needsLookAt } from '../../shared/sync/check-words.ts';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { comparisonWords, sinceInWords } from './sync-words.ts';

function CompareButton({ isRunning }: Pick<CheckStatus, 'isRunning'>) {
  const begin = useChange('sync.check');
  const stop = useChange('sync.stopCheck');
  if (isRunning)
    return (
      <Button isPending={stop.isPending} onPress={() => stop.mutate({})}>
        Stop comparing
      </Button>
    );
  return (
    <Button icon={ListChecks} isPending={begin.isPending} onPress={() => begin.mutate({})}>
      Compare all records
    </Button>
  );
}

type ComparisonProps = {
  readonly check: CheckStatus;
  readonly timeZone: string | undefined;
};

/** What the last comparison of all records with the server's came to, and how far one is that runs. */
export function ComparisonMessage({ check, timeZone }: ComparisonProps) {
  const [now] = useState(() => new Date().toISOString());
  const { isRunning, done, total, last } = check;
  const at = last === null ? '' : `, ${sinceInWords(last.finishedAt, now, timeZone)}`;
  return (
    <>
      <InlineMessage
        tone={needsLookAt(check) ? 'caution' : 'info'}
        title={`Compared with the server${at}`}
        actions={<CompareButton isRunning={isRunning} />}
      >
        {comparisonWords(check, checkWords(check))}
      </InlineMessage>
      {isRunning && total > 0 && (
        <ProgressBar
          label="Comparing records with the server"
          value={done}
          total={total}
          detail={`${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} records`}
        />
      )}
    </>
  );
}
