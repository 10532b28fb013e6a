import type { LikelyDuplicate } from '../../shared/patients/contract.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { useToday } from '../today.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { reasonsInWords } from './pair-words.ts';
import { addressOf, ageOf, identifiers, listName, sexNames } from './patient-words.ts';

function Candidate({ patient, onOpen }: { patient: LikelyDuplicate; onOpen: () => void }) {
  const mayOpen = useMay('charts.read');
  const today = useToday();
  return (
    <li className="duplicate">
      <Row justify="between" gap={3}>
        <Row gap={2}>
          <strong className="duplicate__name">
            <bdi>{listName(patient)}</bdi>
          </strong>
          {patient.deceasedOn !== null && <Badge>Deceased</Badge>}
        </Row>
        {mayOpen && (
          <Button
            aria-label={`Open this chart: ${listName(patient)}, ${identifiers(patient)}`}
            onPress={onOpen}
          >
            Open this chart
          </Button>
        )}
      </Row>
      <p className="duplicate__reasons">{reasonsInWords(patient.reasons)}</p>
      <KeyValueList
        layout="columns"
        entries={[
          {
            key: 'birthOn',
            label: 'Birth date',
            value: `${formatCivilDate(patient.birthOn)} (${ageOf(patient, today)} y)`,
          },
          { key: 'mrn', label: 'MRN', value: patient.mrn },
          { key: 'sex', label: 'Sex', value: sexNames[patient.sex] },
          { key: 'phone', label: 'Phone', value: patient.phone },
          { key: 'address', label: 'Address', value: addressOf(patient) },
        ]}
      />
    </li>
  );
}

type DuplicatesDialogProps = {
  readonly candidates: readonly LikelyDuplicate[];
  /** What saving in spite of the likeness is called. */
  readonly anywayLabel: string;
  readonly isPending: boolean;
  readonly onAnyway: () => void;
  readonly onClose: () => void;
};

/** Asks whether the person is one of those already registered, before there are two charts of one. */
export function DuplicatesDialog(props: DuplicatesDialogProps) {
  const { candidates, anywayLabel, isPending, onAnyway, onClose } = props;
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Dialog
      isOpen={candidates.length > 0}
      onClose={onClose}
      title="Is it one of these?"
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Back to the form
          </Button>
          <Button variant="primary" isPending={isPending} onPress={onAnyway}>
            {anywayLabel}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>
          {candidates.length === 1 ? 'A patient who is' : 'Patients who are'} much alike{' '}
          {candidates.length === 1 ? 'is' : 'are'} registered already. One person with two charts is
          a danger: allergies and treatments stand in only one of them.
        </p>
        <ul className="duplicates">
          {candidates.map((patient) => (
            <Candidate
              key={patient.id}
              patient={patient}
              onOpen={() => go({ screen: 'chart', patientId: patient.id })}
            />
          ))}
        </ul>
      </Stack>
    </Dialog>
  );
}
