import { useState } from 'react';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';

const NOT_SAVED = 'It could not be struck out. Please try again.';

export type VoidPhotoDialogProps = {
  readonly photo: WoundPhoto;
  readonly name: string;
  readonly onClose: () => void;
};

/** Strikes out a photo that was added by mistake; mount it to open it. */
export function VoidPhotoDialog({ photo, name, onClose }: VoidPhotoDialogProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const [seen, setSeen] = useState(photo.version);
  const voiding = useChange('photos.void');
  async function send(): Promise<void> {
    if (reason.trim() === '') return setProblem('is missing');
    setNotice(null);
    const reply = await voiding.mutateAsync({ photoId: photo.id, seen, reason }).catch(() => null);
    if (reply === null) return setNotice(NOT_SAVED);
    if (reply.ok) return onClose();
    if (reply.failure.code === 'Stale') setSeen(reply.failure.details.version);
    const show = (_field: 'reason', why: string) => setProblem(why);
    setNotice(placeProblems(reply.failure, { fields: ['reason'], show }));
  }
  return (
    <ConfirmDialog
      isOpen
      title={`Strike out the ${name.replace('Photo', 'photo')}?`}
      confirmLabel="Strike out"
      tone="danger"
      isPending={voiding.isPending}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <TextField
            label="Reason"
            isRequired
            spellCheck
            description="It stays readable, struck out, and counts no more."
            value={reason}
            error={problemSentence('Reason', problem)}
            onChange={(text) => {
              setReason(text);
              setProblem(undefined);
            }}
          />
        </Stack>
      </form>
    </ConfirmDialog>
  );
}
