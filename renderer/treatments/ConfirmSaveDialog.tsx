import { PatientIdentityPanel } from '../chart/PatientIdentityPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { focusOnMount } from './field-focus.ts';
import { entryInWords } from './treatment-words.ts';
import type { TreatmentForm, TreatmentScene } from './use-treatment-form.ts';

export type ConfirmSaveDialogProps = {
  readonly isOpen: boolean;
  readonly isPending: boolean;
  readonly model: TreatmentForm;
  readonly scene: TreatmentScene;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

/** Shows once more whose record it is and what will stand in it. Enter answers yes. */
export function ConfirmSaveDialog(props: ConfirmSaveDialogProps) {
  const { isOpen, isPending, model, scene, onConfirm, onCancel } = props;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onCancel}
      title="Is this the right patient?"
      role="alertdialog"
      isDismissable={false}
      actions={
        <>
          <Button size="large" onPress={onCancel} isDisabled={isPending}>
            Go back
          </Button>
          <Button variant="primary" size="large" ref={focusOnMount} onPress={onConfirm}>
            {isPending ? 'Saving…' : 'Confirm and save'}
          </Button>
        </>
      }
    >
      <Stack>
        <PatientIdentityPanel
          patient={scene.patient}
          allergies={scene.allergies}
          today={scene.today}
        />
        <p className="treatment-summary">
          {entryInWords(model.entry, { line: model.line, today: scene.today })}
        </p>
        {model.overuseBy > 0 && (
          <InlineMessage tone="caution" title={`${model.overuseBy} more than the order holds`}>
            {model.entry.overuseReason}
          </InlineMessage>
        )}
      </Stack>
    </Dialog>
  );
}
