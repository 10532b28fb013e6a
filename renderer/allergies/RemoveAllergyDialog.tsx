import { useState } from 'react';
import type { Allergy } from '../../shared/allergies/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
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
  const remove = useChange('allergies.remove');

  async function send() {
    if (reason.trim() === '') {
      setProblem('is missing');
      return;
    }
    const reply = await remove.mutateAsync({ allergyId: allergy.id, reason });
    if (reply.ok) onClose();
    else setProblem(reply.failure.fields?.[0]?.problem ?? reply.failure.message);
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
      </form>
    </ConfirmDialog>
  );
}
