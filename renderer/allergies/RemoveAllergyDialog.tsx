import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { Allergy } from '../../shared/allergies/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';

const NOT_SAVED = 'It could not be removed. Please try again.';

export type RemoveAllergyDialogProps = {
  readonly allergy: Allergy;
  readonly onClose: () => void;
};

/** Takes an allergy off a chart; why is asked, and the entry itself is kept. */
export function RemoveAllergyDialog({ allergy, onClose }: RemoveAllergyDialogProps) {
  const { id: allergyId, substance } = allergy;
  const typing = useReason(`remove allergy ${allergyId}`, 'Reason is missing');
  const [notice, setNotice] = useState<string | null>(null);
  const remove = useChange('allergies.remove');

  async function send(): Promise<void> {
    if (!typing.check()) return;
    setNotice(null);
    const { reason } = typing;
    const reply = await remove.mutateAsync({ allergyId, reason }).catch(() => null);
    if (reply === null) return setNotice(NOT_SAVED);
    if (reply.ok) {
      typing.forget();
      return onClose();
    }
    const show = (_field: 'reason', why: string) => typing.refuse(problemSentence('Reason', why));
    setNotice(placeProblems(reply.failure, { fields: ['reason'], show }));
  }

  return (
    <ConfirmDialog
      isOpen
      title={`Remove ${apart(substance)}?`}
      confirmLabel="Remove allergy"
      tone="danger"
      isPending={remove.isPending}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <ReasonField
          typing={typing}
          label="Reason"
          description="It leaves the chart; the entry and this reason are kept."
        />
      </Stack>
    </ConfirmDialog>
  );
}
