import { type ReactNode, type SyntheticEvent, useId } from 'react';
import { FormNotice } from './FormNotice.tsx';
import { Button } from './ui/Button.tsx';
import { Dialog } from './ui/Dialog.tsx';
import { Stack } from './ui/Stack.tsx';
import type { useEntry } from './use-entry.ts';

export type EntryDialogProps = {
  readonly title: string;
  readonly saveLabel: string;
  readonly size?: 'medium' | 'large' | undefined;
  readonly form: Pick<ReturnType<typeof useEntry>, 'notice' | 'isPending' | 'save' | 'forget'>;
  readonly children: ReactNode;
  readonly onClose: () => void;
};

/** A dialog around a small form. Cancel forgets what was typed; Escape, the cross or a lock keep it. */
export function EntryDialog(props: EntryDialogProps) {
  const { form, onClose } = props;
  const formId = useId();
  function cancel() {
    form.forget();
    onClose();
  }
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void form.save();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={props.title}
      size={props.size}
      isDismissable={false}
      isBusy={form.isPending}
      actions={
        <>
          <Button onPress={cancel} isDisabled={form.isPending}>
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={formId} isPending={form.isPending}>
            {props.saveLabel}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Stack>
          {form.notice !== null && <FormNotice>{form.notice}</FormNotice>}
          {props.children}
        </Stack>
      </form>
    </Dialog>
  );
}
