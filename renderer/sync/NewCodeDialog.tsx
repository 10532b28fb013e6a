import { useEffect, useState } from 'react';
import { client } from '../client/client.ts';
import { NO_ANSWER } from '../client/why-not.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { Stack } from '../ui/Stack.tsx';

type Made = { readonly code: string; readonly expiresAt: string };

/** Asks once, past the cache of mutations, which would keep the code for minutes. */
function useNewCode() {
  const [made, setMade] = useState<Made | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    async function ask(): Promise<void> {
      const reply = await client['sync.newCode']({}).catch(() => null);
      if (isGone) return;
      if (reply?.ok) setMade(reply.value);
      else setProblem(reply?.failure.message ?? NO_ANSWER);
    }
    void ask();
    return () => {
      isGone = true;
    };
  }, []);
  return { made, problem };
}

export type NewCodeDialogProps = {
  readonly timeZone: string | undefined;
  readonly onClose: () => void;
};

/** Shows a code with which one more computer joins. Mount it to make one. */
export function NewCodeDialog({ timeZone, onClose }: NewCodeDialogProps) {
  const { made, problem } = useNewCode();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Add a computer"
      isDismissable={false}
      actions={<Button onPress={onClose}>Done</Button>}
    >
      <Stack>
        {made === null && problem === null && <ProgressBar label="Asking the server…" />}
        {problem !== null && (
          <InlineMessage tone="caution" title="There is no code">
            {problem}
          </InlineMessage>
        )}
        {made !== null && (
          <>
            <p>
              Start Caretrail on a computer that was never set up, choose “Join a site”, and type
              this code there. It is shown only now.
            </p>
            <p className="sync-code" role="status">
              {made.code}
            </p>
            <p>Good for one computer, until {formatInstant(made.expiresAt, timeZone)}.</p>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
