import type { TreatmentEntry } from '../../shared/treatments/treatment-entry.ts';
import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ConfirmedEntry, ConfirmWarnings } from './ConfirmedEntry.tsx';
import { focusOnMount } from './field-focus.ts';
import type { SavingTreatment } from './use-save-treatment.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type ConfirmSaveDialogProps = {
  readonly saving: SavingTreatment;
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
  /** What stands in the record that is corrected; null when recording. */
  readonly base: TreatmentEntry | null;
};

/** Shows once more whose record it is and what will stand in it. Enter answers yes. */
export function ConfirmSaveDialog({ saving, model, scene, base }: ConfirmSaveDialogProps) {
  const { isAsking, isSaving } = saving;
  const isAgainst = model.product.concerns.length > 0;
  return (
    <Dialog
      isOpen={isAsking}
      onClose={saving.cancel}
      title="Is this the right patient?"
      role="alertdialog"
      isDismissable={false}
      isBusy={isSaving}
      actions={
        <>
          <Button size="large" onPress={saving.cancel} isDisabled={isSaving}>
            Go back
          </Button>
          <Button
            variant={isAgainst ? 'danger' : 'primary'}
            size="large"
            ref={focusOnMount}
            isPending={isSaving}
            onPress={() => void saving.save()}
          >
            {isAgainst ? 'Use anyway and save' : 'Confirm and save'}
          </Button>
        </>
      }
    >
      <Stack>
        <div className="confirm-identity">
          <PatientIdentityPanel
            patient={scene.patient}
            allergies={scene.allergies}
            today={scene.today}
          />
        </div>
        <ConfirmWarnings model={model} />
        <ConfirmedEntry model={model} scene={scene} base={base} />
      </Stack>
    </Dialog>
  );
}
