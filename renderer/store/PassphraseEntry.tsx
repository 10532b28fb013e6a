import { useEffect, useRef } from 'react';
import { PassphraseField } from '../ui/PassphraseField.tsx';
import type { PassphraseAttempt } from './use-passphrase-attempt.ts';

type PassphraseEntryProps = {
  readonly attempt: PassphraseAttempt;
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  /** Puts the focus into the field when it appears. */
  readonly takesFocus?: boolean | undefined;
};

/** The field of a passphrase that is being tried; it takes the focus when it was refused. */
export function PassphraseEntry(props: PassphraseEntryProps) {
  const { attempt, label = 'Recovery passphrase', description, takesFocus = false } = props;
  const { complaintCount, secondsLeft } = attempt;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus || complaintCount > 0) input.current?.focus({ preventScroll: true });
  }, [takesFocus, complaintCount]);
  return (
    <>
      <PassphraseField
        label={label}
        description={description}
        isRequired
        value={attempt.text}
        onChange={attempt.type}
        error={attempt.error}
        ref={input}
      />
      <p className="visually-hidden" role="alert">
        {/* Said once, not with every second that passes. */}
        {secondsLeft > 0
          ? 'That passphrase is not right. Wait a moment, then try again.'
          : attempt.error}
      </p>
    </>
  );
}
