import { useState } from 'react';
import type { Wound } from '../../shared/wounds/wound.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import { placeProblems } from '../form-problems.ts';
import { announce } from '../ui/announce.ts';
import { woundName } from './wound-words.ts';

type Change<Field extends string> = {
  readonly wound: Wound;
  /** The fields of the dialog. */
  readonly fields: readonly Field[];
  /** The field that a refusal without a field of its own concerns, if any. */
  readonly fieldOf: (failure: Failure) => Field | undefined;
  readonly send: (seen: number) => Promise<Result<Wound, Failure>>;
  /** What was done, for a screen reader: `is healed`. */
  readonly done: string;
  readonly onDone: () => void;
};

const NOT_SAVED = 'It could not be saved. What you typed is still here; please try again.';

function newerOf(failure: Failure): number | null {
  const { details } = failure;
  return typeof details === 'object' && details !== null && 'version' in details
    ? Number(details.version)
    : null;
}

/** Sends one change of a wound from a dialog, and shows a refusal at its field or above them all. */
export function useWoundChange<Field extends string>(change: Change<Field>) {
  const [seen, setSeen] = useState(change.wound.version);
  const [notice, setNotice] = useState<string | null>(null);
  const [problems, setProblems] = useState<ReadonlyMap<Field, string>>(new Map());
  const mark = (field: Field, why: string) =>
    setProblems((before) => new Map(before).set(field, why));
  const settle = (field: Field) =>
    setProblems((before) => new Map([...before].filter(([each]) => each !== field)));
  async function send(): Promise<void> {
    setNotice(null);
    setProblems(new Map());
    const reply = await change.send(seen).catch(() => null);
    if (reply === null) return setNotice(NOT_SAVED);
    if (reply.ok) {
      announce(`Saved: ${woundName(change.wound)} ${change.done}`);
      return change.onDone();
    }
    const { failure } = reply;
    const newer = failure.code === 'Stale' ? newerOf(failure) : null;
    if (newer !== null) {
      setSeen(newer);
      setNotice('Somebody else changed this wound in the meantime. Look at it, then save again.');
      return;
    }
    const placement = { fields: change.fields, fallback: change.fieldOf(failure), show: mark };
    setNotice(placeProblems(failure, placement));
  }
  const problemAt = (field: Field) => problems.get(field);
  return { send, notice, say: setNotice, problemAt, mark, settle };
}
