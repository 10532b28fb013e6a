import { useEffect, useState } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { type TreatmentDraft, toDraftContent } from '../../shared/treatments/treatment-draft.ts';
import { useKeptDraft } from '../drafts/KeepDraftPanel.tsx';

type Typing = {
  readonly key: Pick<Draft, 'form' | 'patientId'>;
  /** The draft that the form was continued from. */
  readonly continued: Draft | null;
  /** All that a draft would hold now, but for the id of a save. */
  readonly now: Omit<TreatmentDraft, 'attemptId'>;
  /** False while nothing is typed: then there is nothing to keep. */
  readonly isTyped: boolean;
};

/**
 * Keeps a treatment form as a draft while it is typed in, and numbers its saves: an entry that is sent
 * again unchanged, after a lost answer or a crash, carries the id that it was sent with before.
 */
export function useDraftContent(typing: Typing, attemptBefore: string | null) {
  const { now, isTyped } = typing;
  const keeper = useKeptDraft(typing.key, typing.continued);
  const [attempt, setAttempt] = useState({ id: attemptBefore, of: JSON.stringify(now.entry) });
  const attemptId = attempt.of === JSON.stringify(now.entry) ? attempt.id : null;

  // After every render: the keeper itself knows what it has already kept.
  useEffect(() => keeper.keep(isTyped ? toDraftContent({ ...now, attemptId }) : null));

  /** The id to save under, kept with the draft before anything is sent. */
  async function beginSave(): Promise<string> {
    const id = attemptId ?? crypto.randomUUID();
    // Set only when it is new: drawing the whole form once more would hold up what is sent next.
    if (id !== attemptId) setAttempt({ id, of: JSON.stringify(now.entry) });
    if (isTyped) {
      keeper.keep(toDraftContent({ ...now, attemptId: id }));
      await keeper.flush();
    }
    return id;
  }
  return { keeper, beginSave };
}
