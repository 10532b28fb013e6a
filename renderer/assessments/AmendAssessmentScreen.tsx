import { useState } from 'react';
import {
  fromAssessmentDraft,
  toAssessmentDraft,
} from '../../shared/assessments/assessment-draft.ts';
import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import {
  type AssessmentEntry,
  entryOfAssessment,
} from '../../shared/assessments/assessment-entry.ts';
import { unusualSizes } from '../../shared/assessments/unusual-size.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import {
  type AmendmentDraft,
  amendmentIn,
  emptyAmendment,
} from '../../shared/signing/amendment-draft.ts';
import { newestCorrection } from '../../shared/signing/amendment-order.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type ReplyOf, useChange, useOperation } from '../client/use-operation.ts';
import { leaveTo } from '../leave-to.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { AmendmentForm } from '../signing/AmendmentFormPanel.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { AssessmentFields } from './AssessmentFields.tsx';
import { FIELD_LABELS } from './assessment-words.ts';
import { useAssessmentsOnScreen } from './assessments-store.ts';
import { DraftWaiting } from './DraftWaiting.tsx';
import { entryFieldInWords } from './entry-words.ts';
import { GoneAssessment } from './GoneAssessment.tsx';
import { differingIn } from './merge-entries.ts';
import { placeAssessmentFailure } from './use-save-assessment.ts';
import { useAssessmentForm } from './use-assessment-form.ts';
import { type AssessmentScene, useAssessmentScene } from './use-assessment-scene.ts';

type Start = {
  readonly entry: AssessmentEntry;
  /** What stood in the record when the form opened. */
  readonly base: AssessmentEntry;
  readonly amendment: AmendmentDraft;
  readonly continued: Draft | null;
};

type FormProps = {
  readonly scene: AssessmentScene;
  readonly assessment: WoundAssessment;
  readonly start: Start;
};

type AmendReply = ReplyOf<'assessments.amend'>;

/** What a correction makes different, and what of it is unusual. */
function changesIn({
  from,
  to,
  content,
}: {
  readonly from: AssessmentEntry;
  readonly to: AssessmentEntry;
  readonly content: AssessmentContent;
}) {
  const unusual = unusualSizes(content);
  return (
    <>
      {unusual.length > 0 && (
        <InlineMessage tone="caution" title="Unusual size: is it right?">
          {unusual.join('. ')}
        </InlineMessage>
      )}
      <KeyValueList
        entries={differingIn(from, to).map((field) => ({
          key: field,
          label: FIELD_LABELS[field],
          value: `${entryFieldInWords(field, from) || '(empty)'} → ${entryFieldInWords(field, to) || '(empty)'}`,
        }))}
      />
    </>
  );
}

function AmendAssessment({ scene, assessment, start }: FormProps) {
  const { patient, wound, timeZone } = scene;
  const place = {
    screen: 'assessment',
    patientId: patient.id,
    woundId: wound.id,
    assessmentId: assessment.id,
  } as const;
  const model = useAssessmentForm(
    { entry: start.entry, isStageCarried: false },
    // The reason stands in the amendment, not among the fields of the record.
    { ...scene, correcting: null },
  );
  const amend = useChange('assessments.amend');
  const [isStale, setStale] = useState(false);
  return (
    <div id={model.screenId}>
      <AmendmentForm<AssessmentContent, AmendReply>
        identity={<PatientIdentityPanel {...scene} isPageTitle isSticky />}
        identityAgain={<PatientIdentityPanel {...scene} />}
        heading={`Amend the assessment of ${formatCivilDate(assessment.assessedOn)}, wound ${wound.woundNumber}`}
        above={
          isStale && (
            <InlineMessage tone="caution" isUrgent title="Somebody else amended this meanwhile">
              Go back to the record and read it. What you typed is kept as a draft.
            </InlineMessage>
          )
        }
        start={start.amendment.entry}
        draft={{
          key: { form: 'amendAssessment', patientId: patient.id },
          continued: start.continued,
          form: toAssessmentDraft({
            woundId: wound.id,
            entry: model.entry,
            isStageCarried: false,
            attemptId: null,
            correcting: { assessmentId: assessment.id, seen: assessment.version, base: start.base },
          }),
          isTyped: differingIn(start.base, model.entry).length > 0,
          supersedes: start.amendment.supersedes,
        }}
        timeZone={timeZone}
        correction={
          <AssessmentFields
            model={model}
            scene={{ ...scene, correcting: null }}
            heading="As the assessment should be"
          />
        }
        checkCorrection={model.check}
        renderChanges={(content) => changesIn({ from: start.base, to: model.entry, content })}
        send={({ content, ...amendment }) =>
          amend.mutateAsync({
            assessmentId: assessment.id,
            ...amendment,
            content,
            confirmedUnusual: content !== null && unusualSizes(content).length > 0,
          })
        }
        onRefused={(failure) => {
          setStale(failure.code === 'Stale');
          return placeAssessmentFailure(failure, model);
        }}
        onLeave={() => leaveTo(place)}
      />
    </div>
  );
}

function freshStart(
  assessment: WoundAssessment,
  supersedes: string | null,
  timeZone: string,
): Start {
  const entry = entryOfAssessment(assessment, timeZone);
  return { entry, base: entry, amendment: { entry: emptyAmendment, supersedes }, continued: null };
}

function startFromDraft(draft: Draft, fresh: Start): Start {
  const { entry, correcting } = fromAssessmentDraft(draft.content);
  return {
    entry,
    base: correcting?.base ?? fresh.base,
    amendment: amendmentIn(draft.content),
    continued: draft,
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
  const [start, setStart] = useState<Start | null>(null);
  const assessment = scene?.correcting ?? null;
  if (isMissing) return <GoneAssessment patientId={patientId} />;
  if (start !== null && scene !== null && assessment !== null)
    return <AmendAssessment scene={scene} assessment={assessment} start={start} />;
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
