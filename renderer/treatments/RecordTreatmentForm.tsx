import { ScanBarcode } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { Draft } from '../../shared/drafts/contract.ts';
import { differingFields } from '../../shared/treatments/differences.ts';
import type { TreatmentDraft } from '../../shared/treatments/treatment-draft.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { type OutputOf, useChange } from '../client/use-operation.ts';
import type { ArrivedScan } from '../scans.ts';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmSaveDialog } from './ConfirmSaveDialog.tsx';
import { leaveToChart } from './leave-form.ts';
import { FormActions } from './FormActions.tsx';
import { TreatmentFields } from './TreatmentFields.tsx';
import { useDraftContent } from './use-draft-content.ts';
import { useSaveTreatment } from './use-save-treatment.ts';
import { useSaveKeys } from '../use-save-keys.ts';
import { type TreatmentScene, useTreatmentForm } from './use-treatment-form.ts';

/** What the form opens with: nothing, the last treatment, or a draft. */
export type RecordStart = Omit<TreatmentDraft, 'correcting'> & {
  readonly continued: Draft | null;
  readonly last: OutputOf<'treatments.repeatLast'>;
};

export type RecordTreatmentFormProps = {
  readonly scene: TreatmentScene;
  readonly start: RecordStart;
  readonly isRepeat: boolean;
  /** Labels scanned before the form was there. */
  readonly scans: readonly ArrivedScan[];
};

type OpeningNotesProps = Omit<RecordTreatmentFormProps, 'scans'>;

function OpeningNotes({ scene, start, isRepeat }: OpeningNotesProps) {
  const { patient } = scene;
  const { last } = start;
  return (
    <>
      {patient.deceasedOn !== null && (
        <InlineMessage
          tone="caution"
          title={`This patient died on ${formatCivilDate(patient.deceasedOn)}`}
        >
          You can still log what was done on or before that day. Set the date applied; a later one
          needs a reason.
        </InlineMessage>
      )}
      {isRepeat && start.continued === null && last === null && (
        <InlineMessage tone="info" title="There is no earlier treatment to repeat">
          This is the first one for this patient.
        </InlineMessage>
      )}
      {last !== null && last.orderId === null && (
        <InlineMessage tone="caution" title={`Nothing is left of ${apart(last.from.productName)}`}>
          No order of this patient still holds what was used last time. Choose what was used now; a
          line with nothing left can be chosen too.
        </InlineMessage>
      )}
    </>
  );
}

/** The form that logs a treatment: who, what, where; then who once more; then saved. */
export function RecordTreatmentForm(props: RecordTreatmentFormProps) {
  const { scene, start, scans } = props;
  const { patient } = scene;
  const [opened] = useState(start);
  // Where values are carried from last time all of them have to be in sight to be confirmed at once:
  // the scanner is listened to, and what else takes labels comes when it is asked for.
  const [isQuiet, setQuiet] = useState(start.carried.length > 0);
  const model = useTreatmentForm(opened, scene);
  const drafts = useDraftContent(
    {
      key: { form: 'recordTreatment', patientId: patient.id },
      continued: opened.continued,
      now: {
        entry: model.entry,
        carried: model.carried,
        carriedFromOn: opened.carriedFromOn,
        correcting: null,
      },
      isTyped: opened.continued !== null || differingFields(opened.entry, model.entry).length > 0,
    },
    opened.attemptId,
  );
  const record = useChange('treatments.record');
  const saving = useSaveTreatment({
    patient,
    model,
    drafts,
    send: (fields) => record.mutateAsync({ patientId: patient.id, ...fields }),
  });
  useSaveKeys(saving.ask);

  return (
    <div className="treatment-screen" id={model.screenId}>
      <PatientIdentityPanel {...scene} isPageTitle isSticky />
      <OpeningNotes {...props} />
      <Panel
        heading="Log a treatment"
        actions={
          <>
            {isQuiet && (
              <Button variant="quiet" icon={ScanBarcode} onPress={() => setQuiet(false)}>
                Scan the pack
              </Button>
            )}
            <Button variant="quiet" onPress={() => leaveToChart(patient.id)}>
              Back to chart
            </Button>
          </>
        }
      >
        <TreatmentFields model={model} scene={scene} scanning={{ isQuiet, begunWith: scans }} />
      </Panel>
      <FormActions
        model={model}
        scene={scene}
        saving={saving}
        keeper={drafts.keeper}
        carriedFromOn={opened.carriedFromOn}
        saveLabel="Save treatment"
      />
      <ConfirmSaveDialog saving={saving} model={model} scene={scene} base={null} />
    </div>
  );
}
