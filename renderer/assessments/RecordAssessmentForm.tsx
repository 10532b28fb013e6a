import { useState } from 'react';
import type { AssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import {
  type AssessmentEntry,
  emptyAssessment,
} from '../../shared/assessments/assessment-entry.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { isCivilDate } from '../../shared/base/civil-date.ts';
import type { DraftPhoto } from '../../shared/photos/draft-photo.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { useChange } from '../client/use-operation.ts';
import { NewPhotosPanel, useNewPhotos } from '../photos/NewPhotosPanel.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { AssessmentFormView } from './AssessmentFormView.tsx';
import { useAssessmentDraft } from './use-assessment-draft.ts';
import { useAssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';
import { useSaveAssessment } from './use-save-assessment.ts';

/** What the form opens with: nothing but what cannot change, or a draft. */
export type RecordAssessmentStart = Pick<
  AssessmentDraft,
  'entry' | 'isStageCarried' | 'attemptId'
> & {
  readonly continued: Draft | null;
  /** Photos that the draft kept; null for a form that begins. */
  readonly photos: readonly DraftPhoto[] | null;
};

/**
 * A new assessment takes nothing over from the last one but the stage, which a healing injury keeps;
 * even that waits to be confirmed. The day is left open for somebody who has died.
 */
export function newAssessment(scene: AssessmentScene): RecordAssessmentStart {
  const { patient, wound, today, keptStage } = scene;
  const pressureStage = wound.etiology === 'pressure' ? keptStage : null;
  const entry: AssessmentEntry = {
    ...emptyAssessment(patient.deceasedOn === null ? today : ''),
    pressureStage,
  };
  return {
    entry,
    isStageCarried: pressureStage !== null,
    attemptId: null,
    continued: null,
    photos: null,
  };
}

export type RecordAssessmentFormProps = {
  readonly scene: AssessmentScene;
  readonly start: RecordAssessmentStart;
};

function EndedCare({ wound }: Pick<AssessmentScene, 'wound'>) {
  if (wound.status === 'open') return null;
  return (
    <InlineMessage
      tone="caution"
      title={`Care of this wound ended on ${formatCivilDate(wound.statusOn)}`}
    >
      What was seen before that day can still be recorded. If the wound opened again, begin a new
      episode on its page first.
    </InlineMessage>
  );
}

/** The form that records how a wound looks. */
export function RecordAssessmentForm({ scene, start }: RecordAssessmentFormProps) {
  const { patient, wound, today, timeZone } = scene;
  const [opened] = useState(start);
  const model = useAssessmentForm(opened, scene);
  const { entry, isStageCarried } = model;
  const form = `photos of a new assessment of ${wound.id}`;
  const photos = useNewPhotos({ form, continued: opened.photos, timeZone });
  const drafts = useAssessmentDraft(
    {
      key: { form: 'recordAssessment', patientId: patient.id },
      continued: opened.continued,
      now: { woundId: wound.id, entry, isStageCarried, correcting: null },
      photos: photos.drafted,
      isTyped:
        opened.continued !== null ||
        photos.drafted.length > 0 ||
        JSON.stringify(opened.entry) !== JSON.stringify(entry),
    },
    opened.attemptId,
  );
  const record = useChange('assessments.record');
  const saving = useSaveAssessment({
    scene,
    model,
    drafts,
    photos,
    send: (content) =>
      record.mutateAsync({ woundId: wound.id, ...content, photos: photos.taken() }),
  });
  return (
    <AssessmentFormView
      model={model}
      scene={scene}
      saving={saving}
      keeper={drafts.keeper}
      saveLabel="Save assessment"
      above={<EndedCare wound={wound} />}
      photosInWords={photos.inWords}
      photos={
        <NewPhotosPanel
          photos={photos}
          heading="Photos"
          identity={<PatientIdentityPanel {...scene} />}
          today={today}
          assessedOn={isCivilDate(entry.assessedOn) ? entry.assessedOn : null}
        >
          They are kept on this computer with what you type, and join the chart when the assessment
          is saved.
        </NewPhotosPanel>
      }
    />
  );
}
