import { useState } from 'react';
import { toAssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import type { AssessmentContent, WoundAssessment } from '../../shared/assessments/assessment.ts';
import type { AssessmentEntry } from '../../shared/assessments/assessment-entry.ts';
import { unusualSizes } from '../../shared/assessments/unusual-size.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { type DraftPhoto, withPhotos } from '../../shared/photos/draft-photo.ts';
import type { AmendmentDraft } from '../../shared/signing/amendment-draft.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type ReplyOf, useChange } from '../client/use-operation.ts';
import { leaveTo } from '../leave-to.ts';
import { type NewPhotos, NewPhotosPanel, useNewPhotos } from '../photos/NewPhotosPanel.tsx';
import { AmendmentForm } from '../signing/AmendmentFormPanel.tsx';
import { CosignAgain } from '../signing/CosignAgainPanel.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { AssessmentFields } from './AssessmentFields.tsx';
import { FIELD_LABELS } from './assessment-words.ts';
import { entryFieldInWords } from './entry-words.ts';
import { type Merge, MergedEntry } from './MergedEntry.tsx';
import { differingIn } from './merge-entries.ts';
import { placeAssessmentFailure } from './use-save-assessment.ts';
import { type AssessmentForm, useAssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';

/** What the form opens with: the signed assessment, or an amendment of it that was being typed. */
export type AssessmentAmendmentStart = {
  readonly entry: AssessmentEntry;
  /** What stood in the record when the form opened. */
  readonly base: AssessmentEntry;
  readonly amendment: AmendmentDraft;
  readonly continued: Draft | null;
  /** Photos that the draft kept; null for a form that begins. */
  readonly photos: readonly DraftPhoto[] | null;
  /** A draft and what somebody signed since it was kept; null where nothing was. */
  readonly merge: Merge | null;
};

export type AmendAssessmentFormProps = {
  readonly scene: AssessmentScene;
  readonly assessment: WoundAssessment;
  readonly start: AssessmentAmendmentStart;
};

type AmendReply = ReplyOf<'assessments.amend'>;
type AmendFailure = Extract<AmendReply, { readonly ok: false }>['failure'];

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

type PhotosProps = Omit<AmendAssessmentFormProps, 'start'> & { readonly photos: NewPhotos };

function PhotosOfAmendment({ scene, assessment, photos }: PhotosProps) {
  return (
    <NewPhotosPanel
      photos={photos}
      heading="Add a photo"
      identity={<PatientIdentityPanel {...scene} />}
      today={scene.today}
      assessedOn={assessment.assessedOn}
    >
      A photo that belongs to this assessment joins it with the amendment.
    </NewPhotosPanel>
  );
}

/** What an amendment keeps as a draft, and where it leads back to. */
function placesOf({ scene, assessment, start }: AmendAssessmentFormProps, entry: AssessmentEntry) {
  const { patient, wound } = scene;
  const { id: assessmentId, version: seen } = assessment;
  const ids = { patientId: patient.id, woundId: wound.id, assessmentId };
  const correcting = { assessmentId, seen, base: start.base };
  const kept = { woundId: wound.id, entry, isStageCarried: false, attemptId: null, correcting };
  return { record: { screen: 'assessment', ...ids } as const, draft: toAssessmentDraft(kept) };
}

/** Sends the amendment with its photos, and shows a refusal where it belongs. */
function useAmend(assessmentId: string, model: AssessmentForm, photos: NewPhotos) {
  const amend = useChange('assessments.amend');
  const [isStale, setStale] = useState(false);
  type Sent = Parameters<typeof amend.mutateAsync>[0];
  async function send(amendment: Omit<Sent, 'assessmentId'>): Promise<AmendReply> {
    const { content } = amendment;
    const confirmedUnusual = content !== null && unusualSizes(content).length > 0;
    const sent = { ...amendment, confirmedUnusual, photos: photos.taken() };
    const reply = await amend.mutateAsync({ assessmentId, ...sent });
    if (reply.ok) photos.forget();
    return reply;
  }
  function onRefused(failure: AmendFailure): string | null {
    setStale(failure.code === 'Stale');
    if (failure.code === 'PhotoRefused') photos.refuse(failure.details.digest, failure.message);
    return placeAssessmentFailure(failure, model);
  }
  return { send, onRefused, isStale };
}

/** The form that amends a signed assessment; what was signed stays readable. */
export function AmendAssessmentForm(props: AmendAssessmentFormProps) {
  const { scene, assessment, start } = props;
  const { patient, wound, timeZone } = scene;
  // The reason stands in the amendment, not among the fields of the record.
  const recording = { ...scene, correcting: null };
  const model = useAssessmentForm({ entry: start.entry, isStageCarried: false }, recording);
  const form = `photos of an amendment of ${assessment.id}`;
  const photos = useNewPhotos({ form, continued: start.photos, timeZone });
  const { send, onRefused, isStale } = useAmend(assessment.id, model, photos);
  const [merge, setMerge] = useState(start.merge);
  const places = placesOf(props, model.entry);
  return (
    <div id={model.screenId}>
      <AmendmentForm<AssessmentContent, AmendReply>
        identity={<PatientIdentityPanel {...scene} isPageTitle isSticky />}
        identityAgain={<PatientIdentityPanel {...scene} />}
        heading={`Amend the assessment of ${formatCivilDate(assessment.assessedOn)}, wound ${wound.woundNumber}`}
        above={
          isStale ? (
            <InlineMessage tone="caution" isUrgent title="Somebody else amended this meanwhile">
              Go back to the record and read it. What you typed is kept as a draft.
            </InlineMessage>
          ) : (
            merge !== null && (
              <MergedEntry merge={merge} model={model} onSettled={() => setMerge(null)} />
            )
          )
        }
        start={start.amendment.entry}
        draft={{
          key: { form: 'amendAssessment', patientId: patient.id },
          continued: start.continued,
          form: withPhotos(places.draft, photos.drafted),
          isTyped: differingIn(start.base, model.entry).length > 0,
          isAttached: photos.drafted.length > 0,
          supersedes: start.amendment.supersedes,
        }}
        timeZone={timeZone}
        correction={
          <AssessmentFields model={model} scene={recording} heading="As the assessment should be" />
        }
        attachments={{
          panel: <PhotosOfAmendment {...{ scene, assessment, photos }} />,
          inWords: photos.inWords,
          problem: photos.problem,
        }}
        checkCorrection={model.check}
        renderChanges={(content) => (
          <>
            <CosignAgain record={assessment} />
            {changesIn({ from: start.base, to: model.entry, content })}
          </>
        )}
        send={send}
        onRefused={onRefused}
        onLeave={() => leaveTo(places.record)}
      />
    </div>
  );
}
