import { useState } from 'react';
import type { Allergy } from '../../shared/allergies/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';

function focusOnMount(element: HTMLInputElement | null): void {
  element?.focus();
}

export type RemoveAllergyDialogProps = {
  readonly allergy: Allergy;
  readonly onClose: () => void;
};

/** Takes an allergy off a chart; why is asked, and the entry itself is kept. */
export function RemoveAllergyDialog({ allergy, onClose }: RemoveAllergyDialogProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const remove = useChange('allergies.remove');

  async function send() {
    if (reason.trim() === '') {
      setProblem('is missing');
      return;
    }
    setNotice(null);
    const reply = await remove.mutateAsync({ allergyId: allergy.id, reason });
    if (reply.ok) {
      onClose();
      return;
    }
    const show = (_field: 'reason', why: string) => setProblem(why);
    setNotice(placeProblems(reply.failure, { fields: ['reason'], show }));
  }

  return (
    <ConfirmDialog
      isOpen
      title={`Remove ${allergy.substance}?`}
      confirmLabel="Remove allergy"
      tone="danger"
      isPending={remove.isPending}
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
            ref={focusOnMount}
            spellCheck
            description="It leaves the chart; the entry and this reason are kept."
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
