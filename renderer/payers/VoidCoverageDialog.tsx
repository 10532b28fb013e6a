import { useState } from 'react';
import type { Coverage } from '../../shared/payers/coverage.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Stack } from '../ui/Stack.tsx';

const NO_ANSWER = 'Caretrail did not answer. Please try again.';

export type VoidCoverageDialogProps = {
  readonly coverage: Coverage;
  readonly onClose: () => void;
};

/** Strikes out insurance that is not this patient's; why is asked, and the entry itself is kept. */
export function VoidCoverageDialog({ coverage, onClose }: VoidCoverageDialogProps) {
  const { id: coverageId, version: seen, payerName } = coverage;
  const typing = useReason(`void coverage ${coverageId}`, 'Reason is missing');
  const [notice, setNotice] = useState<string | null>(null);
  const strike = useChange('coverages.void');
  async function send(): Promise<void> {
    if (!typing.check()) return;
    setNotice(null);
    const { reason } = typing;
    const reply = await strike.mutateAsync({ coverageId, seen, reason }).catch(() => null);
    if (reply === null) return setNotice(NO_ANSWER);
    if (!reply.ok) return setNotice(reply.failure.message);
    typing.forget();
    return onClose();
  }
  return (
    <ConfirmDialog
      isOpen
      title={`Strike out insurance with ${payerName}?`}
      confirmLabel="Strike out"
      tone="danger"
      isPending={strike.isPending}
      onConfirm={() => void send()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <ReasonField
          typing={typing}
          label="Reason"
          description="For what was entered by mistake. Nothing can be billed to it any more; the entry and this reason are kept."
        />
      </Stack>
    </ConfirmDialog>
  );
}
