import { type ReactNode, useState } from 'react';
import type { Failure, Result } from '../../shared/base/result.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { useReason } from '../ReasonEntry.tsx';
import { announce } from '../ui/announce.ts';
import { TextField } from '../ui/TextField.tsx';

export type ReasonDialogProps = {
  readonly title: string;
  readonly saveLabel: string;
  readonly tone?: 'primary' | 'danger';
  /** Names what is typed: `Reason`, `Finding`. */
  readonly label: string;
  readonly description?: string;
  readonly maxLength: number;
  /** Under which a typed text outlives a lock, until it is saved or cancelled. */
  readonly keptAs: string;
  /** What it is about. */
  readonly children: ReactNode;
  /** What is asked before the words; it takes the focus then. */
  readonly before?: ReactNode;
  /** False after marking what is missing of that. */
  readonly check?: () => boolean;
  readonly isPending: boolean;
  readonly send: (words: string) => Promise<Result<unknown, Failure>>;
  /** Said to a screen reader when it is saved. */
  readonly done: string;
  /** After it is saved or cancelled. */
  readonly onForget?: () => void;
  readonly onClose: () => void;
};

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** Asks for one line of words and sends it; a refusal leaves what was typed in place. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, saveLabel, label, isPending, send, done, onClose } = props;
  const typing = useReason(props.keptAs, `${label} is missing`);
  const [notice, setNotice] = useState<string | null>(null);
  function leave(): void {
    typing.forget();
    props.onForget?.();
    onClose();
  }
  async function save(): Promise<void> {
    setNotice(null);
    const isChecked = props.check?.() ?? true;
    if (!typing.check() || !isChecked) return;
    const reply = await send(typing.reason);
    if (!reply.ok) return setNotice(reply.failure.message);
    announce(done);
    return leave();
  }
  return (
    <FormDialog
      title={title}
      saveLabel={saveLabel}
      tone={props.tone}
      isPending={isPending}
      onSave={() => void save()}
      onCancel={leave}
      onClose={onClose}
    >
      {props.children}
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      {props.before}
      <TextField
        label={label}
        description={props.description}
        isRequired
        ref={props.before === undefined ? focusOnMount : undefined}
        maxLength={props.maxLength}
        value={typing.reason}
        error={typing.error}
        onChange={typing.type}
      />
    </FormDialog>
  );
}
