import { useState } from 'react';
import { useCountdown } from '../use-countdown.ts';
import { waitWords } from './passphrase-words.ts';

type Refusal = { readonly code: string; readonly message: string; readonly details?: unknown };

export type PassphraseAttempt = {
  readonly text: string;
  readonly type: (text: string) => void;
  readonly error: string | undefined;
  /** Before it may be tried again. */
  readonly secondsLeft: number;
  /** Grows with each complaint: then the field takes the focus. */
  readonly complaintCount: number;
  /** The passphrase, or null with the reason at the field. */
  readonly check: () => string | null;
  /** Shows a refusal that is about the passphrase; false for any other. */
  readonly refuse: (failure: Refusal) => boolean;
  readonly wait: (waitSeconds: number) => void;
};

const NOT_RIGHT = 'That passphrase is not right.';

function waitSecondsOf(details: unknown): number {
  if (typeof details !== 'object' || details === null || !('waitSeconds' in details)) return 0;
  return typeof details.waitSeconds === 'number' ? details.waitSeconds : 0;
}

/** One passphrase that is being tried: what is typed, what was wrong with it, and the wait that grows. */
export function usePassphraseAttempt(): PassphraseAttempt {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [complaintCount, setComplaintCount] = useState(0);
  const { seconds, wait } = useCountdown();

  function complain(problem: string | undefined): void {
    setError(problem);
    setComplaintCount((count) => count + 1);
  }
  const words = seconds > 0 ? [error, waitWords(seconds)] : [error];
  return {
    text,
    type(next) {
      setText(next);
      setError(undefined);
    },
    error: words.filter((part) => part !== undefined).join(' '),
    secondsLeft: seconds,
    complaintCount,
    check() {
      if (seconds > 0) return null;
      if (text.trim() !== '') return text;
      complain('Type the recovery passphrase');
      return null;
    },
    refuse({ code, message, details }) {
      if (code !== 'WrongPassphrase' && code !== 'TooSoon') return false;
      const waitSeconds = waitSecondsOf(details);
      wait(waitSeconds);
      // The wait that the message tells of would stand still.
      if (code === 'TooSoon') complain(undefined);
      else complain(waitSeconds > 0 ? NOT_RIGHT : message);
      return true;
    },
    wait,
  };
}
