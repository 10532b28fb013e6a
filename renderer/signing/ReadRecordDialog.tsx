import { ArrowRight, ListChecks } from 'lucide-react';
import type { WaitingRecord } from '../../shared/signing/contract.ts';
import { AssessmentReadingPanel } from '../assessments/AssessmentReadingPanel.tsx';
import { useNavigation } from '../navigation.ts';
import { TreatmentReadingPanel } from '../treatments/TreatmentReadingPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Stack } from '../ui/Stack.tsx';
import { patientName } from './signing-words.ts';

export type ReadRecordDialogProps = {
  readonly record: WaitingRecord;
  readonly isChosen: boolean;
  /** Leads on to the next that is not chosen yet; null at the last. */
  readonly onNext: (() => void) | null;
  readonly onChoose: (isChosen: boolean) => void;
  readonly onClose: () => void;
};

/** One waiting record to read before it is signed. Mount it to open. */
export function ReadRecordDialog(props: ReadRecordDialogProps) {
  const { record, isChosen, onNext, onChoose, onClose } = props;
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${patientName(record)}, born ${formatCivilDate(record.patientBirthOn)}`}
      size="large"
      actions={
        <>
          <Button
            variant="quiet"
            onPress={() => go({ screen: 'chart', patientId: record.patientId })}
          >
            Open chart
          </Button>
          {onNext && (
            <Button icon={ArrowRight} onPress={onNext}>
              Next
            </Button>
          )}
          {isChosen ? (
            <Button onPress={() => onChoose(false)}>Do not sign</Button>
          ) : (
            <Button variant="primary" icon={ListChecks} onPress={() => onChoose(true)}>
              Choose for signing
            </Button>
          )}
        </>
      }
    >
      <Stack>
        {record.kind === 'treatment' ? (
          <TreatmentReadingPanel treatmentRecordId={record.id} />
        ) : (
          <AssessmentReadingPanel assessmentId={record.id} />
        )}
      </Stack>
    </Dialog>
  );
}
