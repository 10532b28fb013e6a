import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RecordVersions } from './RecordVersions.tsx';

export type TreatmentHistoryDialogProps = {
  /** The record as it stands; null keeps the dialog closed. */
  readonly record: TreatmentRecord | null;
  readonly timeZone: string;
  readonly onClose: () => void;
};

/** What stood in a record before each correction, newest first. */
export function TreatmentHistoryDialog(props: TreatmentHistoryDialogProps) {
  const { record, timeZone, onClose } = props;
  return (
    <Dialog
      isOpen={record !== null}
      onClose={onClose}
      title="Corrections of this record"
      size="large"
      actions={<Button onPress={onClose}>Close</Button>}
    >
      {record && <RecordVersions record={record} timeZone={timeZone} />}
    </Dialog>
  );
}
