import { type ReactNode, type SyntheticEvent, useId } from 'react';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { Stack } from './ui/Stack.tsx';

export type FormDialogProps = {
  readonly title: string;
  readonly saveLabel: string;
  readonly tone?: 'primary' | 'danger' | undefined;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  readonly isPending: boolean;
  readonly children: ReactNode;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  /** For Escape and the cross. */
  readonly onClose: () => void;
};

/** A dialog around a form that Enter sends too; a press beside it leaves it open. */
export function FormDialog(props: FormDialogProps) {
  const { title, size, isPending, onClose } = props;
  const formId = useId();
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    props.onSave();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      size={size}
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button onPress={props.onCancel} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            variant={props.tone ?? 'primary'}
            type="submit"
            form={formId}
            isPending={isPending}
          >
            {props.saveLabel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Stack>{props.children}</Stack>
      </form>
    </Dialog>
  );
}
