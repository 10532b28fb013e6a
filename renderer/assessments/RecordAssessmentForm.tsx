import { useState } from 'react';
import type { AssessmentDraft } from '../../shared/assessments/assessment-draft.ts';
import {
  type AssessmentEntry,
  emptyAssessment,
} from '../../shared/assessments/assessment-entry.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { useChange } from '../client/use-operation.ts';
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
> & { readonly continued: Draft | null };

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
  return { entry, isStageCarried: pressureStage !== null, attemptId: null, continued: null };
}

export type RecordAssessmentFormProps = {
  readonly scene: AssessmentScene;
  readonly start: RecordAssessmentStart;
};

/** The form that records how a wound looks. */
export function RecordAssessmentForm({ scene, start }: RecordAssessmentFormProps) {
  const { patient, wound } = scene;
  const [opened] = useState(start);
  const model = useAssessmentForm(opened, scene);
  const drafts = useAssessmentDraft(
    {
      key: { form: 'recordAssessment', patientId: patient.id },
      continued: opened.continued,
      now: {
        woundId: wound.id,
        entry: model.entry,
        isStageCarried: model.isStageCarried,
        correcting: null,
      },
      isTyped:
        opened.continued !== null || JSON.stringify(opened.entry) !== JSON.stringify(model.entry),
    },
    opened.attemptId,
  );
  const record = useChange('assessments.record');
  const saving = useSaveAssessment({
    scene,
    model,
    drafts,
    send: (content) => record.mutateAsync({ woundId: wound.id, ...content }),
  });
  return (
    <AssessmentFormView
      model={model}
      scene={scene}
      saving={saving}
      keeper={drafts.keeper}
      saveLabel="Save assessment"
      above={
        wound.status !== 'open' && (
          <InlineMessage
            tone="caution"
            title={`Care of this wound ended on ${formatCivilDate(wound.statusOn)}`}
          >
            What was seen before that day can still be recorded. If the wound opened again, begin a
            new episode on its page first.
          </InlineMessage>
        )
      }
    />
  );
}
