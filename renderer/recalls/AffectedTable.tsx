import { PhoneCall } from 'lucide-react';
import {
  type CallEntry,
  callListOf,
  standingInWords,
  stateInWords,
} from '../../shared/recalls/call-list.ts';
import type { Trace, TracedPatient, TracedTreatment } from '../../shared/recalls/trace.ts';
import { useNavigation } from '../navigation.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { Row } from '../ui/Row.tsx';
import {
  amountInWords,
  clinicianInWords,
  identifiersInWords,
  listName,
  packInWords,
} from './recall-words.ts';

type AffectedRow = { readonly entry: CallEntry; readonly treatment: TracedTreatment };

/** Struck through where the record was voided: it is read, and counts for nothing. */
function Said({
  treatment,
  children,
}: {
  readonly treatment: TracedTreatment;
  readonly children: string;
}) {
  return treatment.voidedAt === null ? <>{children}</> : <s>{children}</s>;
}

function Standing({ treatment }: { readonly treatment: TracedTreatment }) {
  const isPlain = treatment.standing === 'recalled' && treatment.voidedAt === null;
  const state = stateInWords(treatment);
  return (
    <Row isWrapping gap={1}>
      {!isPlain && <Badge tone="caution">{standingInWords(treatment)}</Badge>}
      {state !== 'Voided' && (
        <Badge tone={state === 'Signed' ? 'success' : 'neutral'}>{state}</Badge>
      )}
    </Row>
  );
}

function Pack({ treatment }: { readonly treatment: TracedTreatment }) {
  const { saidBefore } = treatment;
  return (
    <>
      <Said treatment={treatment}>{packInWords(treatment)}</Said>
      {saidBefore !== null && (
        <span className="recalls-line">before: {packInWords(saidBefore)}</span>
      )}
    </>
  );
}

/** How to reach them; of the dead, since when there is nobody to call. */
function phoneInWords({ deceasedOn, phone }: TracedPatient): string {
  if (deceasedOn !== null) return `Died ${formatCivilDate(deceasedOn)}`;
  return phone === null ? 'No phone recorded' : `Phone ${phone}`;
}

const columns: readonly Column<AffectedRow>[] = [
  {
    key: 'patient',
    header: 'Patient',
    isRowHeader: true,
    width: '16rem',
    render: ({ entry: { patient } }) => (
      <>
        <bdi>{listName(patient)}</bdi>{' '}
        <span className="recalls-line recalls-unbroken">{identifiersInWords(patient)}</span>{' '}
        <span className="recalls-line">{phoneInWords(patient)}</span>
      </>
    ),
  },
  {
    key: 'date',
    header: 'Used on',
    render: ({ treatment }) => (
      <>
        <Said treatment={treatment}>{formatCivilDate(treatment.dateApplied)}</Said>
        <span className="recalls-line" dir="auto">
          {treatment.woundLocation ?? 'Wound not said'}
        </span>
      </>
    ),
  },
  { key: 'pack', header: 'Pack', render: ({ treatment }) => <Pack treatment={treatment} /> },
  {
    key: 'amount',
    header: 'Amount',
    render: ({ treatment }) => <Said treatment={treatment}>{amountInWords(treatment)}</Said>,
  },
  {
    key: 'clinician',
    header: 'Clinician',
    render: ({ treatment }) => <span dir="auto">{clinicianInWords(treatment)}</span>,
  },
  {
    key: 'state',
    header: 'Record',
    render: ({ treatment }) => <Standing treatment={treatment} />,
  },
];

/** Whom the recalled packs were used on: a row for each record, those to call first. */
export function AffectedTable({ trace }: { readonly trace: Trace }) {
  const go = useNavigation((navigation) => navigation.go);
  const rows = callListOf(trace).flatMap((entry) =>
    entry.treatments.map((treatment): AffectedRow => ({ entry, treatment })),
  );
  return (
    <DataTable
      caption="Patients"
      isCaptionHidden
      isDense
      columns={columns}
      rows={rows}
      rowKey={({ treatment }) => treatment.id}
      rowTone={({ entry }) => (entry.isToCall ? undefined : 'muted')}
      rowAction={{
        label: ({ entry: { patient }, treatment }) =>
          `${listName(patient)} ${identifiersInWords(patient)} ${phoneInWords(patient)}, used on ${formatCivilDate(treatment.dateApplied)}: open chart`,
        onPress: ({ entry }) => go({ screen: 'chart', patientId: entry.patient.id }),
      }}
      emptyState={
        <EmptyState icon={PhoneCall} title="Used on nobody">
          No record names these packs.
        </EmptyState>
      }
    />
  );
}
