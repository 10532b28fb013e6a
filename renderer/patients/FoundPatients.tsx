import { Link2, TriangleAlert } from 'lucide-react';
import type { OutputOf } from '../client/use-operation.ts';
import { useToday } from '../today.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Row } from '../ui/Row.tsx';
import { ageOf, identifiers, listName, sexNames } from './patient-words.ts';
import { idsOfSimilarNames } from './similar-names.ts';

const DECEASED = 'Deceased';
const SIMILAR = 'Similar name';
const LINKED = 'Linked';

type FoundPatient = OutputOf<'patients.find'>[number];

function NameCell({ patient, isSimilar }: { patient: FoundPatient; isSimilar: boolean }) {
  return (
    <Row gap={2}>
      <bdi>{listName(patient)}</bdi> {patient.deceasedOn !== null && <Badge>{DECEASED}</Badge>}{' '}
      {patient.linkedPatientIds.length > 0 && (
        <Badge tone="info" icon={Link2}>
          {LINKED}
        </Badge>
      )}{' '}
      {isSimilar && (
        <Badge tone="caution" icon={TriangleAlert}>
          {SIMILAR}
        </Badge>
      )}
    </Row>
  );
}

function columnsFor(similar: ReadonlySet<string>, today: string): readonly Column<FoundPatient>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      isRowHeader: true,
      render: (patient) => <NameCell patient={patient} isSimilar={similar.has(patient.id)} />,
    },
    {
      key: 'birthOn',
      header: 'Birth date',
      width: '8rem',
      isNoWrap: true,
      render: ({ birthOn }) => (
        <span className="patients-identifier">{formatCivilDate(birthOn)}</span>
      ),
    },
    {
      key: 'age',
      header: 'Age',
      align: 'end',
      width: '4rem',
      render: (patient) => ageOf(patient, today),
    },
    { key: 'sex', header: 'Sex', width: '6rem', render: ({ sex }) => sexNames[sex] },
    {
      key: 'mrn',
      header: 'MRN',
      width: '10rem',
      render: ({ mrn }) => <span className="patients-identifier">{mrn ?? '–'}</span>,
    },
    {
      key: 'lastTreatedOn',
      header: 'Last treated',
      width: '8rem',
      isNoWrap: true,
      render: ({ lastTreatedOn }) =>
        lastTreatedOn === null ? (
          <span className="patients-none">Not yet</span>
        ) : (
          formatCivilDate(lastTreatedOn)
        ),
    },
  ];
}

/** What the name's cell shows, in the order shown. */
function cellWords(patient: FoundPatient, similar: ReadonlySet<string>): string {
  const marks = [
    patient.deceasedOn !== null && DECEASED,
    patient.linkedPatientIds.length > 0 && LINKED,
    similar.has(patient.id) && SIMILAR,
  ];
  return [listName(patient), ...marks.filter((mark) => mark !== false)].join(' ');
}

type FoundPatientsProps = {
  readonly patients: readonly FoundPatient[];
  /** Left out for those who may not read charts. */
  readonly onOpen: ((patientId: string) => void) | undefined;
  /** They were found for what was typed before. */
  readonly isOutdated: boolean;
};

/** The patients found: names with both identifiers, and whoever could be confused marked. */
export function FoundPatients({ patients, onOpen, isOutdated }: FoundPatientsProps) {
  const today = useToday();
  const similar = idsOfSimilarNames(patients);
  return (
    <DataTable
      caption="Patients"
      isCaptionHidden
      isDense
      isOutdated={isOutdated}
      columns={columnsFor(similar, today)}
      rows={patients}
      rowKey={({ id }) => id}
      rowAction={
        onOpen && {
          label: (patient) => `${cellWords(patient, similar)}, ${identifiers(patient)}: open chart`,
          onPress: ({ id }) => onOpen(id),
        }
      }
    />
  );
}
