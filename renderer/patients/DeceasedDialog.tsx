import { useState } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import { useChange } from '../client/use-operation.ts';
import { FormDialog } from '../FormDialog.tsx';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems, problemSentence } from '../form-problems.ts';
import { useToday } from '../today.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DateField } from '../ui/DateField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { identifiers, listName } from './patient-words.ts';

type DeceasedDialogProps = {
  readonly patient: Patient;
  readonly onClose: () => void;
};

function useDeceased({ patient, onClose }: DeceasedDialogProps) {
  const [seen, setSeen] = useState(patient.version);
  const [notice, setNotice] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const mark = useChange('patients.markDeceased');
  async function send(deceasedOn: string | null): Promise<void> {
    setNotice(null);
    const reply = await mark.mutateAsync({ patientId: patient.id, seen, deceasedOn });
    if (reply.ok) {
      onClose();
      return;
    }
    const { failure } = reply;
    if (failure.code === 'Stale') {
      setSeen(failure.details.version);
      setNotice('Somebody else changed this chart in the meantime. Look again, then repeat.');
      return;
    }
    const fallback = failure.code === 'ImpossibleDate' ? ('deceasedOn' as const) : undefined;
    const show = (_field: 'deceasedOn', why: string) => setProblem(why);
    setNotice(placeProblems(failure, { fields: ['deceasedOn'], fallback, show }));
  }
  return { send, notice, problem, setProblem, isPending: mark.isPending };
}

/** Records the day somebody died. */
export function MarkDeceasedDialog(props: DeceasedDialogProps) {
  const { patient, onClose } = props;
  const today = useToday();
  const [deceasedOn, setDeceasedOn] = useState('');
  const { send, notice, problem, setProblem, isPending } = useDeceased(props);
  function mark(): void {
    if (deceasedOn === '') setProblem('is missing');
    else void send(deceasedOn);
  }
  return (
    <FormDialog
      title="Mark as deceased"
      saveLabel="Mark as deceased"
      size="small"
      isPending={isPending}
      onSave={mark}
      onCancel={onClose}
      onClose={onClose}
    >
      <p>
        <strong>
          <bdi>{listName(patient)}</bdi>
        </strong>
        , {identifiers(patient)}. The chart stays, and shows it on every screen.
      </p>
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <DateField
        label="Day of death"
        isRequired
        min={patient.birthOn}
        max={today}
        value={deceasedOn}
        onChange={(day) => {
          setDeceasedOn(day);
          setProblem(undefined);
        }}
        error={problemSentence('Day of death', problem)}
      />
    </FormDialog>
  );
}

/** Takes a mistaken "deceased" back. */
export function NotDeceasedDialog(props: DeceasedDialogProps) {
  const { patient, onClose } = props;
  const { send, notice, isPending } = useDeceased(props);
  return (
    <ConfirmDialog
      isOpen
      title="Not deceased?"
      confirmLabel="Take it back"
      isPending={isPending}
      onConfirm={() => void send(null)}
      onCancel={onClose}
    >
      <Stack gap={4}>
        <p>
          <strong>
            <bdi>{listName(patient)}</bdi>
          </strong>
          , {identifiers(patient)}, was marked as deceased by mistake. That it was marked, and that
          it was taken back, stays on record.
        </p>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
      </Stack>
    </ConfirmDialog>
  );
}
