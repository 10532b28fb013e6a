import { ArchiveRestore } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { client } from '../client/client.ts';
import { type OutputOf, queryClient } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { CenteredPage } from '../ui/CenteredPage.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PassphraseEntry } from './PassphraseEntry.tsx';
import { durationWords } from './passphrase-words.ts';
import { chooseRestore } from './start-store.ts';
import { usePassphraseAttempt } from './use-passphrase-attempt.ts';

type UnlockScreenProps = {
  readonly banner: ReactNode;
  readonly status: OutputOf<'store.status'>;
};

function useUnlock(waitSeconds: number) {
  const attempt = usePassphraseAttempt();
  const { wait } = attempt;
  useEffect(() => wait(waitSeconds), [wait, waitSeconds]);
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isPending) return;
    setNotice(null);
    const passphrase = attempt.check();
    if (passphrase === null) return;
    setPending(true);
    // Sent past the cache of mutations, which would keep the passphrase for minutes.
    const reply = await client['store.unlock']({ passphrase });
    const isTold = reply.ok || reply.failure.code === 'NotLocked' || attempt.refuse(reply.failure);
    await queryClient.invalidateQueries({ queryKey: ['store.status'] });
    if (!isTold) setNotice(reply.failure.message);
    setPending(false);
  }
  return { attempt, notice, isPending, submit };
}

/** Asks for the recovery passphrase when nothing else opens the records. */
export function UnlockScreen({ banner, status }: UnlockScreenProps) {
  const { hasKeychain, problem } = status;
  const { attempt, notice, isPending, submit } = useUnlock(status.waitSeconds);
  const { secondsLeft } = attempt;
  const isWaiting = secondsLeft > 0;
  return (
    <CenteredPage banner={banner} maxWidthRem={30}>
      <PageHeader
        title="The records are locked"
        subtitle={
          hasKeychain
            ? 'This computer’s keychain did not open them. The recovery passphrase does.'
            : 'The recovery passphrase opens them, until Caretrail is closed.'
        }
      />
      {problem !== null && problem !== notice && (
        <InlineMessage tone="danger" title="They could not be opened">
          {problem}
        </InlineMessage>
      )}
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          {notice !== null && <FormNotice title="They could not be opened">{notice}</FormNotice>}
          <PassphraseEntry attempt={attempt} takesFocus />
          <Button
            variant="primary"
            size="large"
            type="submit"
            isFullWidth
            isPending={isPending}
            isDisabled={isWaiting}
          >
            {isWaiting ? `Open the records (in ${durationWords(secondsLeft)})` : 'Open the records'}
          </Button>
          <Button variant="quiet" icon={ArchiveRestore} isFullWidth onPress={chooseRestore}>
            Restore a backup instead
          </Button>
        </Stack>
      </form>
    </CenteredPage>
  );
}
