import type { Wound } from '../../shared/wounds/wound.ts';
import { FormDialog, type FormDialogProps } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { woundName } from './wound-words.ts';

export type WoundDialogProps = {
  readonly wound: Wound;
  /** Name, birth date and MRN: they stand in every dialog too. */
  readonly patientInWords: string;
  readonly today: string;
  readonly onClose: () => void;
};

export type WoundDialogFrameProps = Pick<WoundDialogProps, 'wound' | 'patientInWords'> &
  Omit<FormDialogProps, 'size' | 'onCancel'> & { readonly notice: string | null };

/** One change of a wound: whose and which wound it is above the fields, and the buttons below. */
export function WoundDialogFrame(props: WoundDialogFrameProps) {
  const { wound, patientInWords, notice, children, ...dialog } = props;
  return (
    <FormDialog {...dialog} onCancel={dialog.onClose}>
      <p className="wound-dialog__whose">
        <strong>{woundName(wound)}</strong>
        <br />
        <bdi>{patientInWords}</bdi>
      </p>
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      {children}
    </FormDialog>
  );
}
