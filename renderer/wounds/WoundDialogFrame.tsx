import type { FormEvent, ReactNode } from 'react';
import type { Wound } from '../../shared/wounds/wound.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { woundName } from './wound-words.ts';

export type WoundDialogProps = {
  readonly wound: Wound;
  /** Name, birth date and MRN: they stand in every dialog too. */
  readonly patientInWords: string;
  readonly today: string;
  readonly onClose: () => void;
};

export type WoundDialogFrameProps = Pick<
  WoundDialogProps,
  'wound' | 'patientInWords' | 'onClose'
> & {
  readonly title: string;
  readonly saveLabel: string;
  readonly tone?: 'primary' | 'danger';
  readonly isPending: boolean;
  readonly notice: string | null;
  readonly onSave: () => void;
  readonly children: ReactNode;
};

const FORM_ID = 'wound-change';

/** One change of a wound: whose and which wound it is above the fields, and the buttons below. */
export function WoundDialogFrame(props: WoundDialogFrameProps) {
  const { wound, patientInWords, title, saveLabel, isPending, notice, onSave, onClose } = props;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            variant={props.tone ?? 'primary'}
            type="submit"
            form={FORM_ID}
            isPending={isPending}
          >
            {saveLabel}
          </Button>
        </>
      }
    >
      <form
        id={FORM_ID}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onSave();
        }}
      >
        <Stack>
          <p className="wound-dialog__whose">
            <strong>{woundName(wound)}</strong>
            <br />
            <bdi>{patientInWords}</bdi>
          </p>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          {props.children}
        </Stack>
      </form>
    </Dialog>
  );
}
