import { Link2, PencilLine } from 'lucide-react';
import { useState } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import { useIsKept } from '../kept-forms.ts';
import { useMay } from '../signed-in.ts';
import { OwnRecordSync } from '../sync/RecordSyncPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { CorrectPatientDialog } from './CorrectPatientDialog.tsx';
import { MarkDeceasedDialog, NotDeceasedDialog } from './DeceasedDialog.tsx';
import { LinkByHandDialog } from './LinkByHandDialog.tsx';
import { addressOf, sexNames } from './patient-words.ts';

export type PatientDetailsPanelProps = {
  readonly patient: Patient;
};

type Open = 'nothing' | 'correct' | 'deceased' | 'notDeceased' | 'link';

/** Buttons that correct a patient's details or mark them deceased, with their dialogs. */
export function PatientDetailsActions({ patient }: PatientDetailsPanelProps) {
  const [open, setOpen] = useState<Open>('nothing');
  const mayWrite = useMay('patients.write');
  const isKept = useIsKept(`correctPatient ${patient.id}`);
  const close = () => setOpen('nothing');
  if (!mayWrite) return null;
  return (
    <Row>
      <Button icon={PencilLine} onPress={() => setOpen('correct')}>
        {isKept && open === 'nothing' ? 'Go on correcting details' : 'Correct details'}
      </Button>
      {patient.deceasedOn === null ? (
        <Button variant="quiet" onPress={() => setOpen('deceased')}>
          Mark deceased
        </Button>
      ) : (
        <Button variant="quiet" onPress={() => setOpen('notDeceased')}>
          Not deceased?
        </Button>
      )}
      <Button variant="quiet" icon={Link2} onPress={() => setOpen('link')}>
        Link with another chart
      </Button>
      {open === 'link' && <LinkByHandDialog patient={patient} onClose={close} />}
      {open === 'correct' && <CorrectPatientDialog patient={patient} onClose={close} />}
      {open === 'deceased' && <MarkDeceasedDialog patient={patient} onClose={close} />}
      {open === 'notDeceased' && <NotDeceasedDialog patient={patient} onClose={close} />}
    </Row>
  );
}

/** A patient's details to read, and the ways to put them right. */
export function PatientDetailsPanel({ patient }: PatientDetailsPanelProps) {
  const deceased =
    patient.deceasedOn === null
      ? []
      : [{ key: 'deceasedOn', label: 'Died', value: formatCivilDate(patient.deceasedOn) }];
  return (
    <Panel
      heading="Details"
      actions={<OwnRecordSync entity="patients" id={patient.id} which="Details" />}
      footer={<PatientDetailsActions patient={patient} />}
    >
      <KeyValueList
        entries={[
          { key: 'mrn', label: 'MRN', value: patient.mrn },
          { key: 'birthOn', label: 'Birth date', value: formatCivilDate(patient.birthOn) },
          { key: 'sex', label: 'Sex', value: sexNames[patient.sex] },
          ...deceased,
          { key: 'phone', label: 'Phone', value: patient.phone },
          { key: 'address', label: 'Address', value: addressOf(patient) },
        ]}
      />
    </Panel>
  );
}
