import { useState } from 'react';
import { fromAssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { entryOfAssessment } from '../../shared/assessments/assessment-entry.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { continueAssessmentOf, useAssessmentsOnScreen } from './assessments-store.ts';
import { CorrectAssessmentForm, type CorrectionStart } from './CorrectAssessmentForm.tsx';
import { DraftWaiting } from './DraftWaiting.tsx';
import { GoneAssessment } from './GoneAssessment.tsx';
import { useAssessmentScene } from './use-assessment-scene.ts';

export type CorrectAssessmentScreenProps = {
  readonly patientId: string;
  readonly woundId: string;
  readonly assessmentId: string;
};

function startFrom(saved: WoundAssessment, timeZone: string): CorrectionStart {
  const base = entryOfAssessment(saved, timeZone);
  return { entry: base, base, seen: saved.version, continued: null, attemptId: null };
}

function startFromDraft(draft: Draft, fresh: CorrectionStart): CorrectionStart {
  const { entry, attemptId, correcting } = fromAssessmentDraft(draft.content);
  return {
    entry,
    base: correcting?.base ?? fresh.base,
    seen: correcting?.seen ?? fresh.seen,
    continued: draft,
    attemptId,
  };
}

/** Corrects an unsigned assessment. A correction that was being typed is offered before the form opens. */
export function CorrectAssessmentScreen(props: CorrectAssessmentScreenProps) {
  const { patientId, woundId, assessmentId } = props;
  // Asked first: the form waits for it, and what it shows around may be there already.
  const offer = useOperation('drafts.offer', { form: 'correctAssessment', patientId });
  const { scene, failed, isMissing } = useAssessmentScene(props);
  const continuing = useAssessmentsOnScreen((screen) => screen.continuing);
  const [start, setStart] = useState<CorrectionStart | null>(null);
  const go = useNavigation((navigation) => navigation.go);
  const assessment = scene?.correcting ?? null;

  if (start !== null && scene !== null && assessment !== null)
    return <CorrectAssessmentForm scene={scene} assessment={assessment} start={start} />;
  if (isMissing) return <GoneAssessment patientId={patientId} />;
  if (
    scene === null ||
    assessment === null ||
    !offer.isFetchedAfterMount ||
    offer.data === undefined
  )
    return <QueryNotice query={offer.error === null ? failed : offer} what="Assessment" />;
  const fresh = startFrom(assessment, scene.timeZone);
  const draft = offer.data;
  const kept = draft && fromAssessmentDraft(draft.content);
  const draftOf = kept?.correcting?.assessmentId ?? null;
  const isOfThis = draftOf === assessmentId || draftOf === null;
  if (draft === null || (isOfThis && continuing === woundId)) {
    setStart(draft === null ? fresh : startFromDraft(draft, fresh));
    return null;
  }
  function resume(waiting: Draft): void {
    if (isOfThis || draftOf === null || kept === null || kept.woundId === null) {
      setStart(startFromDraft(waiting, fresh));
      return;
    }
    continueAssessmentOf(kept.woundId);
    go({
      screen: 'correctAssessment',
      patientId,
      woundId: kept.woundId,
      assessmentId: draftOf,
    });
  }
  return (
    <DraftWaiting
      scene={scene}
      draft={draft}
      doing={isOfThis ? 'correcting this assessment' : 'correcting another assessment'}
      onContinue={() => resume(draft)}
      onDiscarded={() => setStart(fresh)}
    />
  );
}
