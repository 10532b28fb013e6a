import { useState } from 'react';
import type { Draft } from '../../shared/drafts/contract.ts';
import { differingFields, rebase } from '../../shared/treatments/differences.ts';
import { entryOfRecord, type TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { useChange } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { ConfirmSaveDialog } from './ConfirmSaveDialog.tsx';
import { FormActions } from './FormActions.tsx';
import { leaveToChart } from './leave-form.ts';
import { NewerVersion } from './NewerVersion.tsx';
import { TreatmentFields } from './TreatmentFields.tsx';
import { recordInWords } from './treatment-words.ts';
import { useDraftContent } from './use-draft-content.ts';
import { useSaveKeys } from '../use-save-keys.ts';
import { useSaveTreatment } from './use-save-treatment.ts';
import { type TreatmentForm, type TreatmentScene, useTreatmentForm } from './use-treatment-form.ts';

/** What the form opens with: the saved record, or a correction of it that was being typed. */
export type CorrectionStart = {
  readonly entry: TreatmentEntry;
  /** What stood in the version that was seen. */
  readonly base: TreatmentEntry;
  readonly seen: number;
  readonly continued: Draft | null;
  readonly attemptId: string | null;
};

export type CorrectTreatmentFormProps = {
  readonly scene: TreatmentScene;
  /** As it is saved now. */
  readonly record: TreatmentRecord;
  readonly start: CorrectionStart;
};

type Meanwhile = {
  readonly newer: TreatmentRecord;
  readonly base: TreatmentEntry;
  readonly typed: TreatmentEntry;
  readonly isContinued: boolean;
};

/** The version that is corrected, and how to move on to one that somebody saved meanwhile. */
function useSeenVersion({ start, record }: CorrectTreatmentFormProps, model: TreatmentForm) {
  const [seen, setSeen] = useState({ version: start.seen, base: start.base });
  const isOld = start.continued !== null && start.seen !== record.version;
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(
    isOld ? { newer: record, base: start.base, typed: start.entry, isContinued: false } : null,
  );
  function showNewer(newer: TreatmentRecord) {
    setMeanwhile({ newer, base: seen.base, typed: model.entry, isContinued: false });
  }
  function continueOn({ newer }: Meanwhile) {
    const base = entryOfRecord(newer);
    const typed = model.entry;
    model.form.reset(rebase({ base: seen.base, typed, newer: base }).entry);
    setMeanwhile({ newer, base: seen.base, typed, isContinued: true });
    setSeen({ version: newer.version, base });
  }
  return { seen, meanwhile, showNewer, continueOn };
}

type SeenVersion = ReturnType<typeof useSeenVersion>['seen'];

/** Which record it is, as the version shows it that the form stands on. */
function headingOf({ scene, record }: CorrectTreatmentFormProps, { base, version }: SeenVersion) {
  const line = scene.choices.find(({ key }) => key === base.line);
  const stood = {
    ...record,
    quantityUsed: base.quantityUsed ?? record.quantityUsed,
    productName: line?.productName ?? record.productName,
    dateApplied: base.dateApplied,
  };
  return `Correct: ${recordInWords(stood, scene.timeZone)} · version ${version}`;
}

/** The form that corrects a saved record, with a reason; what stood before is kept. */
export function CorrectTreatmentForm(props: CorrectTreatmentFormProps) {
  const { scene, record, start } = props;
  const { patient } = scene;
  const model = useTreatmentForm({ entry: start.entry, carried: [] }, scene);
  const { seen, meanwhile, showNewer, continueOn } = useSeenVersion(props, model);
  const drafts = useDraftContent(
    {
      key: { form: 'correctTreatment', patientId: patient.id },
      continued: start.continued,
      now: {
        entry: model.entry,
        carried: [],
        carriedFromOn: null,
        correcting: { treatmentRecordId: record.id, seen: seen.version, base: seen.base },
      },
      isTyped: start.continued !== null || differingFields(seen.base, model.entry).length > 0,
    },
    start.attemptId,
  );
  const correct = useChange('treatments.correct');
  const saving = useSaveTreatment({
    patient,
    model,
    drafts,
    send: (fields) =>
      correct.mutateAsync({
        treatmentRecordId: record.id,
        seen: seen.version,
        reason: model.entry.reason,
        ...fields,
      }),
    onRefused(failure) {
      if (failure.code === 'Stale') showNewer(failure.details);
      return failure.code === 'Stale';
    },
  });
  useSaveKeys(saving.ask);

  return (
    <div className="treatment-screen" id={model.screenId}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      {meanwhile !== null && (
        <NewerVersion
          {...meanwhile}
          typed={meanwhile.isContinued ? meanwhile.typed : model.entry}
          scene={scene}
          onContinue={meanwhile.isContinued ? undefined : () => continueOn(meanwhile)}
        />
      )}
      <Panel
        heading={headingOf(props, seen)}
        actions={
          <Button variant="quiet" onPress={() => leaveToChart(patient.id)}>
            Back to chart
          </Button>
        }
      >
        <TreatmentFields model={model} scene={scene} scanning={null} />
      </Panel>
      <FormActions
        model={model}
        scene={scene}
        saving={saving}
        keeper={drafts.keeper}
        carriedFromOn={null}
        saveLabel="Save correction"
      />
      <ConfirmSaveDialog saving={saving} model={model} scene={scene} base={seen.base} />
    </div>
  );
}
