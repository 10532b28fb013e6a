import { ClockAlert, TriangleAlert } from 'lucide-react';
import type { WaitingRecord } from '../../shared/signing/contract.ts';
import { Badge } from '../ui/Badge.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCivilDate, formatInstant } from '../ui/format.ts';
import { AmendedMark } from './RecordMarksPanel.tsx';
import { patientName, recordKey, waitingInWords } from './signing-words.ts';
import type { useChosen } from './use-chosen.ts';

export type WaitingTableProps = {
  readonly caption: string;
  readonly waiting: readonly WaitingRecord[];
  readonly choosing: ReturnType<typeof useChosen>;
  /** Ids of records that were changed after they were seen. */
  readonly changed: readonly string[];
  readonly timeZone: string;
  readonly onRead: (record: WaitingRecord) => void;
};

const KIND_WORDS = { treatment: 'Treatment', assessment: 'Assessment' } as const;

type ColumnsOf = Pick<WaitingTableProps, 'choosing' | 'changed' | 'timeZone'>;

function chooseColumn({ choosing }: Pick<ColumnsOf, 'choosing'>): Column<WaitingRecord> {
  return {
    key: 'choose',
    width: '3.25rem',
    header: (
      <Checkbox
        label={<span className="visually-hidden">Choose all</span>}
        value={choosing.areAll}
        onChange={choosing.chooseAll}
      />
    ),
    render: (record) => (
      <Checkbox
        label={<span className="visually-hidden">Choose {waitingInWords(record)}</span>}
        value={choosing.isChosen(record)}
        onChange={(isChosen) => choosing.choose(record, isChosen)}
      />
    ),
  };
}

function columnsOf({ choosing, changed, timeZone }: ColumnsOf): readonly Column<WaitingRecord>[] {
  return [
    chooseColumn({ choosing }),
    {
      key: 'patient',
      header: 'Patient',
      width: '26%',
      isRowHeader: true,
      render: (record) => (
        <>
          <span dir="auto">{patientName(record)}</span>{' '}
          <span className="waiting-table__second">
            born {formatCivilDate(record.patientBirthOn)}
          </span>
        </>
      ),
    },
    {
      key: 'what',
      header: 'Record',
      render: (record) => (
        <>
          <span className="waiting-table__title" dir="auto">
            {record.title}
          </span>{' '}
          <span className="waiting-table__second">
            {KIND_WORDS[record.kind]} of {formatCivilDate(record.occurredOn)}
          </span>
        </>
      ),
    },
    {
      key: 'recorded',
      header: 'Recorded',
      width: '22%',
      render: ({ recordedByName, recordedAt }) => (
        <>
          <span dir="auto">{recordedByName}</span>{' '}
          <span className="waiting-table__second">{formatInstant(recordedAt, timeZone)}</span>
        </>
      ),
    },
    {
      key: 'marks',
      header: <span className="visually-hidden">Marks</span>,
      width: '8rem',
      render: ({ id, isLateEntry, amendmentCount }) => (
        <>
          <AmendedMark count={amendmentCount} />
          {isLateEntry && (
            <Badge tone="caution" icon={ClockAlert}>
              Late entry
            </Badge>
          )}
          {changed.includes(id) && (
            <Badge tone="danger" icon={TriangleAlert}>
              Changed
            </Badge>
          )}
        </>
      ),
    },
  ];
}

/** Records that wait for a signature, oldest first: each can be read, and chosen for signing. */
export function WaitingTable(props: WaitingTableProps) {
  const { changed, onRead } = props;
  return (
    <div className="waiting-table">
      <DataTable
        caption={props.caption}
        isCaptionHidden
        columns={columnsOf(props)}
        rows={props.waiting}
        rowKey={recordKey}
        rowTone={({ id }) => (changed.includes(id) ? 'caution' : undefined)}
        rowAction={{
          label: (record) =>
            `${patientName(record)} born ${formatCivilDate(record.patientBirthOn)}: read ${record.title}, ${formatCivilDate(record.occurredOn)}`,
          onPress: onRead,
        }}
      />
    </div>
  );
}
