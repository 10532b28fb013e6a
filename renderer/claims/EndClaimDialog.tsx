import { useState } from 'react';
import type { ClaimDetail } from '../../shared/claims/claim-shapes.ts';
import { useChange } from '../client/use-operation.ts';
import { whyNot } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { JobProgressPanel } from '../jobs/JobProgressPanel.tsx';
import { ReasonField, useReason } from '../ReasonEntry.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FollowUpMade } from './FollowUpMade.tsx';

export type EndKind = 'withdraw' | 'void' | 'replace';

const words = {
  withdraw: {
    title: 'Withdraw a claim that was never sent?',
    confirm: 'Withdraw',
    description: 'Only for a file that did not go out. The treatments can be billed anew.',
  },
  void: {
    title: 'Void the claim at the payer?',
    confirm: 'Make the void claim',
    description: 'A claim with frequency 8 takes it back. The treatments can be billed anew.',
  },
  replace: {
    title: 'Replace the claim?',
    confirm: 'Make the replacement',
    description: 'A claim with frequency 7 says what the records say now.',
  },
} as const;

export type EndClaimDialogProps = {
  readonly claim: ClaimDetail;
  readonly kind: EndKind;
  readonly onClose: () => void;
};

function useEnding({ claim, kind, onClose }: EndClaimDialogProps) {
  const known = claim.events.findLast(({ payerReference }) => payerReference !== null);
  const [reference, setReference] = useState(known?.payerReference ?? '');
  const typing = useReason(`${kind} claim ${claim.id}`, 'Reason is missing');
  const [notice, setNotice] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const withdraw = useChange('claims.withdraw');
  const followUp = useChange('claims.followUp');
  async function send(): Promise<void> {
    if (!typing.check()) return;
    setNotice(null);
    const { reason } = typing;
    const claimId = claim.id;
    if (kind === 'withdraw') {
      const reply = await withdraw.mutateAsync({ claimId, reason }).catch(() => null);
      if (!reply?.ok) return setNotice(whyNot(reply));
      typing.forget();
      return onClose();
    }
    const originalReference = reference.trim() === '' ? null : reference.trim();
    const frequency = kind === 'void' ? '8' : '7';
    const wanted = { claimId, frequency, originalReference, reason } as const;
    const reply = await followUp.mutateAsync(wanted).catch(() => null);
    if (!reply?.ok) return setNotice(whyNot(reply));
    typing.forget();
    return setJobId(reply.value.jobId);
  }
  const isPending = withdraw.isPending || followUp.isPending;
  return { reference, setReference, typing, notice, jobId, send, isPending };
}

/** Withdraws, voids or replaces a claim, with a reason. Mount it to open. */
export function EndClaimDialog(props: EndClaimDialogProps) {
  const { kind, onClose } = props;
  const ending = useEnding(props);
  if (ending.jobId !== null)
    return (
      <Dialog
        isOpen
        title={words[kind].title}
        onClose={onClose}
        actions={<Button onPress={onClose}>Close</Button>}
      >
        <JobProgressPanel
          jobId={ending.jobId}
          heading="The claim"
          renderDone={(value) => <FollowUpMade value={value} />}
        />
      </Dialog>
    );
  return (
    <ConfirmDialog
      isOpen
      title={words[kind].title}
      confirmLabel={words[kind].confirm}
      tone={kind === 'replace' ? 'primary' : 'danger'}
      isPending={ending.isPending}
      onConfirm={() => void ending.send()}
      onCancel={onClose}
    >
      <Stack>
        {ending.notice !== null && <FormNotice>{ending.notice}</FormNotice>}
        {kind !== 'withdraw' && (
          <TextField
            label="The payer’s number of this claim"
            description="As its answer or remittance gives it"
            value={ending.reference}
            maxLength={50}
            onChange={ending.setReference}
          />
        )}
        <ReasonField typing={ending.typing} label="Reason" description={words[kind].description} />
      </Stack>
    </ConfirmDialog>
  );
}
