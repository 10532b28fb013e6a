import { useEffect, useState } from 'react';
import { forgetForm, keepForm, keptOr } from './kept-forms.ts';
import { TextAreaField } from './ui/TextAreaField.tsx';

const MAX_REASON = 500;

/** A reason that must be given, kept under `name` over a lock until it is used. */
export function useReason(name: string, missing: string) {
  const [reason, setReason] = useState(() => keptOr(name, { reason: '' }).reason);
  const [error, setError] = useState<string>();
  useEffect(() => keepForm(name, { reason }), [name, reason]);
  return {
    reason,
    error,
    type: (text: string): void => {
      // One line: a key pressed too much is no reason to be refused.
      setReason(text.replaceAll(/[\r\n]+/g, ' '));
      setError(undefined);
    },
    /** False after marking that it is missing. */
    check: (): boolean => {
      if (reason.trim() === '') setError(missing);
      return reason.trim() !== '';
    },
    refuse: setError,
    forget: () => forgetForm(name),
  };
}

export type ReasonTyping = ReturnType<typeof useReason>;

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

export type ReasonFieldProps = {
  readonly typing: ReasonTyping;
  readonly label: string;
  readonly description?: string | undefined;
  /** False where something else is asked for first; default true. */
  readonly takesFocus?: boolean | undefined;
};

/** Where the reason is typed; it takes the focus when its dialog opens. */
export function ReasonField({ typing, label, description, takesFocus = true }: ReasonFieldProps) {
  return (
    <TextAreaField
      label={label}
      description={description}
      value={typing.reason}
      onChange={typing.type}
      error={typing.error}
      maxLength={MAX_REASON}
      isRequired
      rows={2}
      ref={takesFocus ? focusOnMount : undefined}
    />
  );
}
