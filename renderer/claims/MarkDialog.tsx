import { useState } from 'react';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';

const NO_ANSWER = 'Caretrail did not answer. Please try again.';

const words = {
  billedOutside: {
    title: 'Billed outside of Caretrail?',
    confirm: 'Mark as billed outside',
    description: 'By whom, and how. No claim of ours will hold it; the word can be taken back.',
  },
  notBillable: {
    title: 'Never to be billed?',
    confirm: 'Mark as not billable',
    description: 'Why nobody pays for it. The word can be taken back.',
  },
  cleared: {
    title: 'Bill it again?',
    confirm: 'Bill again',
    description: 'What was looked at and put right. The treatment goes out with the next batch.',
  },
} as const;

export type MarkDialogProps = {
  readonly mark: keyof typeof words;
  readonly treatmentRecordIds: readonly string[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** Asks why, and says of treatments where their billing belongs. Mount it to open. */
export function MarkDialog({ mark, treatmentRecordIds, onClose, onDone }: MarkDialogProps) {
  const typing = useReason(`mark ${mark} ${treatmentRecordIds.join(' ')}`, 'Reason is missing');
  const [notice, setNotice] = useState<string | null>(null);
  const send = useChange('claims.mark');
  async function say(): Promise<void> {
    if (!typing.check()) return;
    const said = { treatmentRecordIds: [...treatmentRecordIds], mark, reason: typing.reason };
    const reply = await send.mutateAsync(said).catch(() => null);
    if (reply === null) return setNotice(NO_ANSWER);
    if (!reply.ok) return setNotice(reply.failure.message);
    typing.forget();
    return onDone();
  }
  return (
    <ConfirmDialog
      isOpen
      title={words[mark].title}
      confirmLabel={words[mark].confirm}
      isPending={send.isPending}
      onConfirm={() => void say()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <ReasonField typing={typing} label="Reason" description={words[mark].description} />
      </Stack>
    </ConfirmDialog>
  );
}
