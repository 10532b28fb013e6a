import { useState } from 'react';
import type { Condition } from '../../shared/conditions/condition.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';

const NO_ANSWER = 'Caretrail did not answer. Please try again.';

export type VoidConditionDialogProps = {
  readonly condition: Condition;
  readonly onClose: () => void;
};

/** Strikes out a condition that the patient never had; why is asked, and the entry itself is kept. */
export function VoidConditionDialog({ condition, onClose }: VoidConditionDialogProps) {
  const { id: conditionId, version: seen, words } = condition;
  const typing = useReason(`void condition ${conditionId}`, 'Reason is missing');
  const [notice, setNotice] = useState<string | null>(null);
  const strike = useChange('conditions.void');
  async function send(): Promise<void> {
    if (!typing.check()) return;
    setNotice(null);
    const { reason } = typing;
    const reply = await strike.mutateAsync({ conditionId, seen, reason }).catch(() => null);
    if (reply === null) return setNotice(NO_ANSWER);
    if (!reply.ok) return setNotice(reply.failure.message);
    typing.forget();
    return onClose();
  }
  return (
    <ConfirmDialog
      isOpen
      title="Strike out this condition?"
      confirmLabel="Strike out"
      tone="danger"
      isPending={strike.isPending}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <p dir="auto">{words}</p>
        <ReasonField
          typing={typing}
          label="Reason"
          description="For what was entered by mistake. It leaves the problem list; the entry and this reason are kept."
        />
      </Stack>
    </ConfirmDialog>
  );
}
