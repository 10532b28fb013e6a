import type { ReactNode } from 'react';
import { formatCivilDate, formatDayInWords, formatQuantity } from '../ui/format.ts';
import { toDayNumber } from '../../shared/base/civil-date.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { ConfirmPatientDialog } from '../ConfirmPatientDialog.tsx';
import { DiscardDraftPanel } from '../drafts/DiscardDraftPanel.tsx';
import { KeepDraftPanel, type KeptDraft } from '../drafts/KeepDraftPanel.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { leaveTo } from '../leave-to.ts';
import { ActionBar } from '../ui/ActionBar.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { useSaveKeys } from '../use-save-keys.ts';
import { AssessmentFields } from './AssessmentFields.tsx';
import { assessmentLines } from './assessment-lines.ts';
import type { AssessmentForm } from './use-assessment-form.ts';
import type { AssessmentScene } from './use-assessment-scene.ts';
import type { AskedAssessment, SavingAssessment } from './use-save-assessment.ts';

/** Where an assessment form leads back to. */
function woundOf({ patient, wound }: AssessmentScene) {
  return { screen: 'wound', patientId: patient.id, woundId: wound.id } as const;
}

type AskProps = {
  readonly asking: AskedAssessment;
  readonly scene: AssessmentScene;
  readonly reason: string;
  /** How many photos come along; empty for none. */
  readonly photos: string;
};

/** What is about to be saved, and what about it is unusual. */
function Asked({ asking, scene, reason, photos }: AskProps) {
  const { content, unusual } = asking;
  const { wound, today } = scene;
  const lateByDays = toDayNumber(today) - toDayNumber(content.assessedOn);
  const day = formatDayInWords(content.assessedOn);
  return (
    <>
      {unusual.length > 0 && (
        <InlineMessage tone="caution" title="Unusual size: is it right?">
          <ul className="unusual-sizes">
            {unusual.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </InlineMessage>
      )}
      {lateByDays > 0 && (
        <InlineMessage tone="caution">
          {formatQuantity(lateByDays, 'day')} ago – on {formatCivilDate(content.assessedOn)}
        </InlineMessage>
      )}
      <KeyValueList
        entries={[
          {
            key: 'wound',
            label: 'Wound',
            value: <strong>{`${wound.woundNumber} · ${wound.location}`}</strong>,
          },
          {
            key: 'when',
            label: 'When',
            value: content.assessedOn === today ? `Today, ${day}` : day,
          },
          ...assessmentLines(content),
          ...(photos === '' ? [] : [{ key: 'photos', label: 'Photos', value: photos }]),
          ...(reason.trim() === '' ? [] : [{ key: 'reason', label: 'Reason', value: reason }]),
        ]}
      />
    </>
  );
}

export type AssessmentFormViewProps = {
  readonly model: AssessmentForm;
  readonly scene: AssessmentScene;
  readonly saving: SavingAssessment;
  readonly keeper: KeptDraft;
  readonly saveLabel: string;
  /** Between identity and fields: what somebody else changed meanwhile, or an episode that has ended. */
  readonly above?: ReactNode;
  /** Photos that are taken with it, and how many would be saved. */
  readonly photos?: ReactNode;
  readonly photosInWords?: string | undefined;
};

/** The form of an assessment between identity strip and action bar, and the question before saving. */
export function AssessmentFormView(props: AssessmentFormViewProps) {
  const { model, scene, saving, keeper } = props;
  const { wound } = scene;
  useSaveKeys(saving.ask);
  return (
    <div className="treatment-screen" id={model.screenId}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      <div className="assessed-wound">
        <h2 className="assessed-wound__name">
          <span className="wound-number">{wound.woundNumber}</span> {wound.location}
        </h2>
        <Button variant="quiet" onPress={() => leaveTo(woundOf(scene))}>
          Back to wound
        </Button>
      </div>
      {props.above}
      <AssessmentFields
        model={model}
        scene={scene}
        heading={scene.correcting === null ? 'Assess the wound' : 'Correct this assessment'}
        photos={props.photos}
      />
      <ActionBar
        notice={
          saving.notice !== null && <FormNotice key={saving.noticeKey}>{saving.notice}</FormNotice>
        }
        status={<KeepDraftPanel keeper={keeper} timeZone={scene.timeZone} />}
      >
        <DiscardDraftPanel
          keeper={keeper}
          warning="It is deleted with its photos and cannot be brought back. Nothing is saved in the chart."
          onDiscarded={() => leaveTo(woundOf(scene))}
        />
        <Button variant="primary" size="large" onPress={saving.ask}>
          {props.saveLabel}
        </Button>
      </ActionBar>
      {saving.asking !== null && (
        <ConfirmPatientDialog
          // Asked anew when the core finds more that is unusual.
          key={saving.asking.unusual.join(' ')}
          {...scene}
          isPending={saving.isSaving}
          confirmLabel={
            saving.asking.unusual.length > 0 ? 'The size is right: save' : 'Confirm and save'
          }
          onConfirm={() => void saving.save()}
          onCancel={saving.cancel}
        >
          <Asked
            asking={saving.asking}
            scene={scene}
            reason={model.entry.reason}
            photos={props.photosInWords ?? ''}
          />
        </ConfirmPatientDialog>
      )}
    </div>
  );
}
