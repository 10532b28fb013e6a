import type { BackupSummary } from '../../shared/store/contract.ts';
import { RestorePanel } from '../store/RestorePanel.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { contentWords } from './storage-words.ts';
import { useIsRestoring } from '../store/RestorePanel.tsx';

type RestoreDialogProps = {
  readonly backup: BackupSummary;
  readonly timeZone: string | undefined;
  readonly onClose: () => void;
};

/** Asks before a backup takes the place of the open records. */
export function RestoreDialog({ backup, timeZone, onClose }: RestoreDialogProps) {
  const isRestoring = useIsRestoring();
  const madeAt = formatInstant(backup.madeAt, timeZone);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={isRestoring}
      isDismissable={false}
      title={`Restore the backup of ${madeAt}?`}
    >
      <Stack>
        <InlineMessage tone="caution" title={`What was entered after ${madeAt} will be gone`}>
          The backup takes the place of the records, and everybody is signed out. The records as
          they are now are kept beside it, under another name.
        </InlineMessage>
        {backup.counts !== null && <p>The backup holds {contentWords(backup.counts)}.</p>}
        <RestorePanel fixedFile={backup.fileName} timeZone={timeZone} onCancel={onClose} />
      </Stack>
    </Dialog>
  );
}
