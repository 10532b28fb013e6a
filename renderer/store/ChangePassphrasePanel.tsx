import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { NewPassphrasePanel, useSuggestedPassphrase } from './NewPassphrasePanel.tsx';
import { PassphraseEntry } from './PassphraseEntry.tsx';
import { usePassphraseAttempt } from './use-passphrase-attempt.ts';

export type ChangePassphrasePanelProps = {
  readonly clinic: string | null;
  readonly onChanged: () => void;
  readonly onClose: () => void;
};

/** Changes the recovery passphrase; the one before is asked for first. Mount it to open it. */
export function ChangePassphrasePanel({ clinic, onChanged, onClose }: ChangePassphrasePanelProps) {
  const attempt = usePassphraseAttempt();
  const suggestion = useSuggestedPassphrase();

  async function change(next: string): Promise<string | null> {
    const current = attempt.check();
    if (current === null) return null;
    // Sent past the cache of mutations, which would keep both passphrases for minutes.
    const reply = await client['storage.changePassphrase']({ current, next });
    if (reply.ok) {
      void queryClient.invalidateQueries();
      onChanged();
      return null;
    }
    return attempt.refuse(reply.failure) ? null : reply.failure.message;
  }
  return (
    <Dialog isOpen onClose={onClose} title="Change the recovery passphrase" isDismissable={false}>
      <NewPassphrasePanel
        suggestion={suggestion}
        clinic={clinic}
        submitLabel="Change the passphrase"
        onChosen={change}
      >
        <PassphraseEntry attempt={attempt} label="Present recovery passphrase" takesFocus />
      </NewPassphrasePanel>
    </Dialog>
  );
}
