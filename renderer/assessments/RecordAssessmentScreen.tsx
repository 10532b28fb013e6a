import { useState } from 'react';
import { fromAssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { photosIn } from '../../shared/photos/draft-photo.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { continueAssessmentOf, useAssessmentsOnScreen } from './assessments-store.ts';
import { DraftWaiting } from './DraftWaiting.tsx';
import { GoneAssessment } from './GoneAssessment.tsx';
import {
  newAssessment,
  RecordAssessmentForm,
  type RecordAssessmentStart,
} from './RecordAssessmentForm.tsx';
import { useAssessmentScene } from './use-assessment-scene.ts';

export type RecordAssessmentScreenProps = { readonly patientId: string; readonly woundId: string };

function startFromDraft(draft: Draft): RecordAssessmentStart {
  const photos = photosIn(draft.content);
  return { ...fromAssessmentDraft(draft.content), continued: draft, photos };
}

/** Records how a wound looks. What was being typed before is offered first, and never taken unasked. */
export function RecordAssessmentScreen({ patientId, woundId }: RecordAssessmentScreenProps) {
  // Asked first: the form waits for it, and what it shows around may be there already.
  const offer = useOperation('drafts.offer', { form: 'recordAssessment', patientId });
  const { scene, failed, isMissing } = useAssessmentScene({
    patientId,
    woundId,
    assessmentId: null,
  });
  const continuing = useAssessmentsOnScreen((screen) => screen.continuing);
  const [start, setStart] = useState<RecordAssessmentStart | null>(null);
  const go = useNavigation((navigation) => navigation.go);

  if (start !== null && scene !== null) return <RecordAssessmentForm scene={scene} start={start} />;
  if (isMissing) return <GoneAssessment patientId={patientId} />;
  // An answer from before this screen may be older than what was typed or saved since.
  if (scene === null || !offer.isFetchedAfterMount || offer.data === undefined) {
    return <QueryNotice query={offer.error === null ? failed : offer} what="Wound" />;
  }
  const draft = offer.data;
  const draftOf = draft && fromAssessmentDraft(draft.content).woundId;
  const isOfThis = draftOf === woundId || draftOf === null;
  if (draft === null || (isOfThis && continuing === woundId)) {
    setStart(draft === null ? newAssessment(scene) : startFromDraft(draft));
    return null;
  }
  function resume(waiting: Draft): void {
    if (draftOf === null || draftOf === woundId) {
      setStart(startFromDraft(waiting));
      return;
    }
    continueAssessmentOf(draftOf);
    go({ screen: 'recordAssessment', patientId, woundId: draftOf });
  }
  return (
    <DraftWaiting
      scene={scene}
      draft={draft}
      doing={isOfThis ? 'assessing this wound' : 'assessing another wound of this patient'}
      onContinue={() => resume(draft)}
      onDiscarded={() => setStart(newAssessment(scene))}
    />
  );
}
