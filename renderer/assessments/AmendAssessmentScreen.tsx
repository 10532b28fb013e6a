import { useState } from 'react';
import { fromAssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { entryOfAssessment } from '../../shared/assessments/assessment-entry.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { photosIn } from '../../shared/photos/draft-photo.ts';
import { amendmentIn, emptyAmendment } from '../../shared/signing/amendment-draft.ts';
import { newestCorrection } from '../../shared/signing/amendment-order.ts';
import { useOperation } from '../client/use-operation.ts';
import { leaveTo } from '../leave-to.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { AmendAssessmentForm, type AssessmentAmendmentStart } from './AmendAssessmentForm.tsx';
import { useAssessmentsOnScreen } from './assessments-store.ts';
import { DraftWaiting } from './DraftWaiting.tsx';
import { GoneAssessment } from './GoneAssessment.tsx';
import { mergeEntries } from './merge-entries.ts';
import { useAssessmentScene } from './use-assessment-scene.ts';

function freshStart(
  assessment: WoundAssessment,
  supersedes: string | null,
  timeZone: string,
): AssessmentAmendmentStart {
  const entry = entryOfAssessment(assessment, timeZone);
  const amendment = { entry: emptyAmendment, supersedes };
  return { entry, base: entry, amendment, continued: null, photos: null, merge: null };
}

function startFromDraft(draft: Draft, fresh: AssessmentAmendmentStart): AssessmentAmendmentStart {
  const { entry: typed, correcting } = fromAssessmentDraft(draft.content);
  const { entry, supersedes } = amendmentIn(draft.content);
  const kept = { continued: draft, photos: photosIn(draft.content) };
  const base = correcting?.base ?? fresh.base;
  if (supersedes === fresh.amendment.supersedes)
    return { ...fresh, ...kept, entry: typed, base, amendment: { entry, supersedes } };
  // Somebody corrected the record since: the draft goes on over what stands there now.
  const merge = mergeEntries({ base, typed, current: fresh.entry });
  return {
    ...fresh,
    ...kept,
    entry: merge.merged,
    amendment: { ...fresh.amendment, entry },
    merge: { ...merge, current: fresh.entry },
  };
}

export type AmendAssessmentScreenProps = {
  readonly patientId: string;
  readonly woundId: string;
  readonly assessmentId: string;
};

/** Amends a signed assessment; the original stays readable. A draft is offered before the form opens. */
export function AmendAssessmentScreen(props: AmendAssessmentScreenProps) {
  const { patientId, assessmentId } = props;
  // Asked first: the form waits for it, and what it shows around may be there already.
  const offer = useOperation('drafts.offer', { form: 'amendAssessment', patientId });
  const { scene, failed, isMissing } = useAssessmentScene(props);
  const history = useOperation('signing.history', { kind: 'assessment', id: assessmentId });
  const continuing = useAssessmentsOnScreen((screen) => screen.continuing);
  const [start, setStart] = useState<AssessmentAmendmentStart | null>(null);
  const assessment = scene?.correcting ?? null;
  if (isMissing) return <GoneAssessment patientId={patientId} />;
  if (start !== null && scene !== null && assessment !== null)
    return <AmendAssessmentForm scene={scene} assessment={assessment} start={start} />;
  const isRead = offer.isFetchedAfterMount && history.isFetchedAfterMount;
  if (
    scene === null ||
    assessment === null ||
    !isRead ||
    offer.data === undefined ||
    history.data === undefined
  )
    return (
      <QueryNotice
        query={[offer, history].find(({ error }) => error !== null) ?? failed}
        what="Assessment"
      />
    );
  const supersedes = newestCorrection(history.data.amendments)?.id ?? null;
  const fresh = freshStart(assessment, supersedes, scene.timeZone);
  const draft = offer.data;
  const draftOf = draft && fromAssessmentDraft(draft.content).correcting?.assessmentId;
  if (draft === null || (draftOf === assessmentId && continuing === props.woundId)) {
    setStart(draft === null ? fresh : startFromDraft(draft, fresh));
    return null;
  }
  return (
    <DraftWaiting
      scene={scene}
      draft={draft}
      doing={draftOf === assessmentId ? 'amending this assessment' : 'amending another assessment'}
      onContinue={() => {
        const kept = fromAssessmentDraft(draft.content);
        if (draftOf === assessmentId || !kept.woundId || !draftOf)
          setStart(startFromDraft(draft, fresh));
        else
          leaveTo({
            screen: 'amendAssessment',
            patientId,
            woundId: kept.woundId,
            assessmentId: draftOf,
          });
      }}
      onDiscarded={() => setStart(fresh)}
    />
  );
}
