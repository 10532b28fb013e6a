import { useEffect, useState } from 'react';
import {
  type AssessmentDraft,
  toAssessmentDraft,
} from '../../shared/assessments/assessment-draft.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { type DraftPhoto, withPhotos } from '../../shared/photos/draft-photo.ts';
import { useKeptDraft } from '../drafts/KeepDraftPanel.tsx';

type Typing = {
  readonly key: Pick<Draft, 'form' | 'patientId'>;
  /** The draft that the form was continued from. */
  readonly continued: Draft | null;
  /** All that a draft would hold now, but for the id of a save. */
  readonly now: Omit<AssessmentDraft, 'attemptId'>;
  /** Photos that wait to be saved with it. */
  readonly photos?: readonly DraftPhoto[] | undefined;
  /** False while nothing is typed: then there is nothing to keep. */
  readonly isTyped: boolean;
};

/**
 * Keeps an assessment form as a draft while it is typed in, and numbers its saves: an entry that is
 * sent again unchanged, after a lost answer or a crash, carries the id that it was sent with before.
 */
export function useAssessmentDraft(typing: Typing, attemptBefore: string | null) {
  const { now, photos = [], isTyped } = typing;
  const keeper = useKeptDraft(typing.key, typing.continued);
  const sent = JSON.stringify([now.entry, photos]);
  const [attempt, setAttempt] = useState({ id: attemptBefore, of: sent });
  const attemptId = attempt.of === sent ? attempt.id : null;
  const draftOf = (id: string | null) =>
    withPhotos(toAssessmentDraft({ ...now, attemptId: id }), photos);

  // After every render: the keeper itself knows what it has already kept.
  useEffect(() => keeper.keep(isTyped ? draftOf(attemptId) : null));

  /** The id to save under, kept with the draft before anything is sent. */
  async function beginSave(): Promise<string> {
    const id = attemptId ?? crypto.randomUUID();
    setAttempt({ id, of: sent });
    if (isTyped) {
      keeper.keep(draftOf(id));
      await keeper.flush();
    }
    return id;
  }
  return { keeper, beginSave };
}
