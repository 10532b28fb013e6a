import { useState } from 'react';
import type { Wound } from '../../shared/wounds/wound.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import { placeProblems } from '../form-problems.ts';
import { announce } from '../ui/announce.ts';
import { woundName } from './wound-words.ts';

type Change<Field extends string> = {
  readonly wound: Wound;
  /** The field of the dialog that a refusal without a field of its own concerns. */
  readonly field: Field;
  readonly fallsOn: readonly string[];
  readonly send: (seen: number) => Promise<Result<Wound, Failure>>;
  /** What was done, for a screen reader: `is healed`. */
  readonly done: string;
  readonly onDone: () => void;
};

function newerOf(failure: Failure): number | null {
  const { details } = failure;
  return typeof details === 'object' && details !== null && 'version' in details
    ? Number(details.version)
    : null;
}

/** Sends one change of a wound from a dialog, and shows a refusal at its field or above it. */
export function useWoundChange<Field extends string>(change: Change<Field>) {
  const [seen, setSeen] = useState(change.wound.version);
  const [notice, setNotice] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  async function send(): Promise<void> {
    setNotice(null);
    setProblem(undefined);
    const reply = await change.send(seen);
    if (reply.ok) {
      announce(`Saved: ${woundName(change.wound)} ${change.done}`);
      change.onDone();
      return;
    }
    const { failure } = reply;
    const newer = failure.code === 'Stale' ? newerOf(failure) : null;
    if (newer !== null) {
      setSeen(newer);
      setNotice('Somebody else changed this wound in the meantime. Look at it, then save again.');
      return;
    }
    const fallback = change.fallsOn.includes(failure.code) ? change.field : undefined;
    const show = (_field: Field, why: string) => setProblem(why);
    setNotice(placeProblems(failure, { fields: [change.field], fallback, show }));
  }
  return { send, notice, problem, setProblem };
}
