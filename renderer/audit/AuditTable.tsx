import { Ban, CircleCheck, OctagonAlert } from 'lucide-react';
import type { NamedEvent } from '../../shared/audit/contract.ts';
import { hostWords, outcomeInWords, personInWords } from '../../shared/audit/event-words.ts';
import { glassInWords } from '../../shared/glass/glass.ts';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { deedWords, patientWords, whenWords } from './audit-words.ts';

const badges = {
  ok: { tone: 'neutral', icon: CircleCheck },
  refused: { tone: 'caution', icon: Ban },
  failed: { tone: 'danger', icon: OctagonAlert },
} as const;

/** `Hannah Winslow opened the chart of Hollis, Margaret`; each name turns its own way. */
function Sentence({ event }: { readonly event: NamedEvent }) {
  const { patient, aboutPerson, operation, reason, glassBroken } = event;
  const link =
    operation === 'patients.getChart' || operation === 'charts.breakGlass' ? ' of ' : ': ';
  return (
    <span className="audit-deed">
      <bdi className="audit-name">{personInWords(event)}</bdi> {deedWords(event)}
      {patient !== null && (
        <>
          {link}
          <bdi>{patientWords(patient)}</bdi>
        </>
      )}
      {aboutPerson !== null && aboutPerson !== event.userName && (
        <>
          : <bdi>{aboutPerson}</bdi>
        </>
      )}
      {reason !== null && (
        <span className="audit-quiet">
          Reason given: <bdi>{reason}</bdi>
        </span>
      )}
      {glassBroken !== null && (
        <span className="audit-quiet">
          With broken glass: <bdi>{glassInWords(glassBroken.reason, glassBroken.note)}</bdi>
        </span>
      )}
    </span>
  );
}

function Outcome({ event }: { readonly event: NamedEvent }) {
  const { tone, icon } = badges[event.outcome];
  return (
    <>
      <Badge tone={tone} icon={icon}>
        {outcomeInWords({ ...event, failureCode: null })}
      </Badge>
      {event.failureCode !== null && (
        <span className="audit-quiet">{outcomeInWords(event).replace(/^\w+: /, '')}</span>
      )}
      {event.incident !== null && <span className="audit-quiet">Incident {event.incident}</span>}
    </>
  );
}

function columnsFor(timeZone: string): readonly Column<NamedEvent>[] {
  return [
    {
      key: 'what',
      header: 'Who did what',
      isRowHeader: true,
      render: (event) => <Sentence event={event} />,
    },
    {
      key: 'outcome',
      header: 'Outcome',
      width: '9.5rem',
      render: (event) => <Outcome event={event} />,
    },
    {
      key: 'when',
      header: 'When',
      width: '15rem',
      isNoWrap: true,
      render: (event) => whenWords(event, timeZone),
    },
    {
      key: 'where',
      header: 'From where',
      width: '8rem',
      render: ({ host, deviceName, chainNumber }) => (
        <>
          {hostWords[host] ?? host}
          {deviceName !== null && <bdi className="audit-quiet">{deviceName}</bdi>}
          {chainNumber !== null && <span className="audit-quiet">Event {chainNumber}</span>}
        </>
      ),
    },
  ];
}

type AuditTableProps = {
  readonly events: readonly NamedEvent[];
  readonly timeZone: string;
  readonly isOutdated: boolean;
};

/** Events in plain words, newest first. */
export function AuditTable({ events, timeZone, isOutdated }: AuditTableProps) {
  return (
    <DataTable
      caption="Who did or saw what, newest first"
      isCaptionHidden
      isDense
      columns={columnsFor(timeZone)}
      rows={events}
      rowKey={({ id }) => id}
      rowTone={({ outcome }) =>
        outcome === 'failed' ? 'danger' : outcome === 'refused' ? 'caution' : undefined
      }
      isOutdated={isOutdated}
      emptyState={
        <EmptyState title="No event fits these filters">
          Choose another person, action or time, or clear the filters.
        </EmptyState>
      }
    />
  );
}
