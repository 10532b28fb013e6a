import type { ReactNode } from 'react';
import { FormDialog } from './FormDialog.tsx';
import { FormNotice } from './FormNotice.tsx';
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
export function EntryDialog({ form, children, ...dialog }: EntryDialogProps) {
  function cancel() {
    form.forget();
    dialog.onClose();
  }
  return (
    <FormDialog
      {...dialog}
      isPending={form.isPending}
      onSave={() => void form.save()}
      onCancel={cancel}
    >
      {form.notice !== null && <FormNotice>{form.notice}</FormNotice>}
      {children}
    </FormDialog>
  );
}
