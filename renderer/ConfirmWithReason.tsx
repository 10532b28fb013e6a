import { type ReactNode, useState } from 'react';
import type { Failure, Result } from '../shared/base/result.ts';
import { whyNot } from './client/why-not.ts';
import { FormNotice } from './FormNotice.tsx';
import { ReasonField, useReason } from './ReasonEntry.tsx';
import { ConfirmDialog } from './ui/ConfirmDialog.tsx';
import { Stack } from './ui/Stack.tsx';

export type ConfirmWithReasonProps = {
  readonly title: string;
  readonly confirmLabel: string;
  readonly tone?: 'primary' | 'danger' | undefined;
  /** What the reason is for, below its label. */
  readonly description: string;
  /** Under which a typed reason outlives a lock. */
  readonly keptAs: string;
  /** What it is about, where the title does not say it. */
  readonly children?: ReactNode;
  readonly isPending: boolean;
  readonly send: (reason: string) => Promise<Result<unknown, Failure>>;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** Asks why before something is done; a refusal leaves the reason in place. Mount it to ask. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const { title, confirmLabel, tone, isPending, onDone, onClose } = props;
  const typing = useReason(props.keptAs, 'Reason is missing');
  const [notice, setNotice] = useState<string | null>(null);
  async function confirm(): Promise<void> {
    if (!typing.check()) return;
    setNotice(null);
    const reply = await props.send(typing.reason).catch(() => null);
    if (!reply?.ok) return setNotice(whyNot(reply));
    typing.forget();
    return onDone();
  }
  return (
    <ConfirmDialog
      isOpen
      title={title}
      confirmLabel={confirmLabel}
      tone={tone}
      isPending={isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <Stack>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        {props.children}
        <ReasonField typing={typing} label="Reason" description={props.description} />
      </Stack>
    </ConfirmDialog>
  );
}
