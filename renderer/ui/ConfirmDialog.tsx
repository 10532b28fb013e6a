import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export type ConfirmDialogProps = {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The verb itself, e.g. "Remove allergy", never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly tone?: 'primary' | 'danger' | undefined;
  readonly isPending?: boolean | undefined;
  readonly isConfirmDisabled?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

/** Asks before something that matters; a press beside it does not answer. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { tone = 'primary', isPending = false } = props;
  return (
    <Dialog
      isOpen={props.isOpen}
      onClose={props.onCancel}
      title={props.title}
      size="small"
      role="alertdialog"
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button onPress={props.onCancel} isDisabled={isPending}>
            {props.cancelLabel ?? 'Cancel'}
          </Button>
          <Button
            variant={tone}
            isPending={isPending}
            isDisabled={props.isConfirmDisabled}
            onPress={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}
