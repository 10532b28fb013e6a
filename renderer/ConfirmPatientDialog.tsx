import { type ReactNode, useEffect } from 'react';
import type { Allergy } from '../shared/allergies/contract.ts';
import type { Patient } from '../shared/patients/patient.ts';
import { PatientIdentityPanel } from './chart/PatientIdentityPanel.tsx';
import { usePressGuard } from './use-press-guard.ts';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { Stack } from './ui/Stack.tsx';

export type ConfirmPatientDialogProps = {
  readonly patient: Patient;
  readonly allergies: readonly Allergy[];
  readonly today: string;
  /** What is about to be saved, and what to look at twice. */
  readonly children: ReactNode;
  readonly confirmLabel?: string | undefined;
  readonly tone?: 'primary' | 'danger' | undefined;
  readonly isPending: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/**
 * Shows once more whose record it is and what will stand in it; mount it to ask. Enter answers yes,
 * but not the second half of the double press that asked.
 */
export function ConfirmPatientDialog(props: ConfirmPatientDialogProps) {
  const { isPending, onConfirm, onCancel, tone = 'primary' } = props;
  const guard = usePressGuard();
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the question is asked once, when it appears
  useEffect(() => guard.noteQuestion(), []);
  return (
    <Dialog
      isOpen
      onClose={onCancel}
      title="Is this the right patient?"
      role="alertdialog"
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button size="large" onPress={onCancel} isDisabled={isPending}>
            Go back
          </Button>
          <Button
            variant={tone}
            size="large"
            ref={focusOnMount}
            isPending={isPending}
            onPress={() => {
              if (!guard.isDoublePress()) onConfirm();
            }}
          >
            {props.confirmLabel ?? 'Confirm and save'}
          </Button>
        </>
      }
    >
      <Stack>
        <div className="confirm-identity">
          <PatientIdentityPanel {...props} />
        </div>
        {props.children}
      </Stack>
    </Dialog>
  );
}
