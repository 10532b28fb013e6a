import { CircleCheck, FileText, History, Link2, Pencil } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { apart } from '../../shared/base/apart.ts';
import type { LinkedChart } from '../../shared/patients/contract.ts';
import { recordStateOf } from '../../shared/signing/record-state.ts';
import type { RecordState } from '../../shared/sync/contract.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { RecordMarks } from '../signing/RecordMarksPanel.tsx';
import { RecordSyncMark, SettleButton, useRecordStates } from '../sync/RecordSyncPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button, buttonClassName } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Timeline, type TimelineEntry } from '../ui/Timeline.tsx';
import { TreatmentFacts } from './TreatmentFacts.tsx';
import { TreatmentHistoryDialog } from './TreatmentHistoryDialog.tsx';
import { recordedAt } from './treatment-words.ts';
import { useTreatmentsOnScreen } from './treatments-store.ts';

const PAGE = 100;

/** As many as fit on a screen: drawn at once, so that "Saved" never waits for the rest. */
const AT_ONCE = 5;

type EntryContext = {
  /** Of the linked charts, by patient. */
  readonly chartNames: ReadonlyMap<string, string>;
  readonly timeZone: string;
  /** Where the records are, by their ids; empty while sync is off. */
  readonly syncStates: ReadonlyMap<string, RecordState>;
  readonly justSavedId: string | null;
  readonly onCorrect: ((record: TreatmentRecord) => void) | null;
  readonly onHistory: (record: TreatmentRecord) => void;
  readonly onOpen: (record: TreatmentRecord) => void;
};

type RecordProps = { readonly record: TreatmentRecord };

function Marks({ record, context }: { record: TreatmentRecord; context: EntryContext }) {
  return (
    <>
      {record.id === context.justSavedId && (
        <Badge tone="success" icon={CircleCheck}>
          Just saved
        </Badge>
      )}
      {context.chartNames.has(record.patientId) && (
        <Badge tone="info" icon={Link2}>
          In {context.chartNames.get(record.patientId)}
        </Badge>
      )}
      <RecordMarks record={record} />
      {record.version > 1 && <Badge tone="info">Corrected</Badge>}
      {record.overuseReason !== null && <Badge tone="caution">More than ordered</Badge>}
      <RecordSyncMark state={context.syncStates.get(record.id)} timeZone={context.timeZone} />
    </>
  );
}

function EntryActions({ record, context }: { record: TreatmentRecord; context: EntryContext }) {
  const { onCorrect, onHistory, onOpen } = context;
  const isUnsigned = recordStateOf(record) === 'unsigned';
  const which = `${apart(record.productName)}, ${formatCivilDate(record.dateApplied)}`;
  return (
    <>
      <SettleButton state={context.syncStates.get(record.id)} which={which} />
      {onCorrect && isUnsigned && (
        <span title="Correct">
          <AriaButton
            className={`${buttonClassName('quiet', 'regular', false)} button--icon treatment-timeline__correct`}
            aria-label={`Correct ${which}`}
            onPress={() => onCorrect(record)}
          >
            <Pencil size={18} aria-hidden />
          </AriaButton>
        </span>
      )}
      {record.version > 1 && (
        <Button
          variant="quiet"
          icon={History}
          aria-label={`History of ${which}`}
          onPress={() => onHistory(record)}
        >
          History
        </Button>
      )}
      <Button
        variant="quiet"
        icon={FileText}
        aria-label={`Open ${which}`}
        onPress={() => onOpen(record)}
      >
        Open
      </Button>
    </>
  );
}

/** Why it was struck out, and by whom. */
function VoidedWords({ record: { voidedAt, voidedByName, voidReason } }: RecordProps) {
  if (voidedAt === null) return null;
  return (
    <p className="treatment-timeline__voided">
      Voided by {apart(voidedByName ?? '')}: {apart(voidReason ?? '')}
    </p>
  );
}

/** One entry; only the first of a day shows the day, though every one says it to a screen reader. */
function entryOf(record: TreatmentRecord, isFirstOfDay: boolean, context: EntryContext) {
  const day = formatCivilDate(record.dateApplied);
  const what = `${record.quantityUsed} × ${apart(record.productName)}`;
  const entry: TimelineEntry = {
    key: record.id,
    date: isFirstOfDay ? day : '',
    tone: record.id === context.justSavedId ? 'accent' : 'muted',
    title: (
      <>
        {!isFirstOfDay && <span className="visually-hidden">{day}: </span>}
        {record.voidedAt === null ? what : <s>{what}</s>}
      </>
    ),
    badges: <Marks record={record} context={context} />,
    content: (
      <>
        <VoidedWords record={record} />
        <TreatmentFacts record={record} />
      </>
    ),
    meta: `Order ${record.orderNumber} · recorded by ${apart(record.recordedByName)}, ${recordedAt(record, context.timeZone)}`,
    actions: <EntryActions record={record} context={context} />,
  };
  return entry;
}

function entriesOf(records: readonly TreatmentRecord[], context: EntryContext) {
  return records.map((record, index) =>
    entryOf(record, records[index - 1]?.dateApplied !== record.dateApplied, context),
  );
}

/** The newest first, whichever chart they stand in. */
function ofEveryChart(
  own: readonly TreatmentRecord[],
  linkedCharts: readonly LinkedChart[],
): readonly TreatmentRecord[] {
  if (linkedCharts.length === 0) return own;
  const all = [...own, ...linkedCharts.flatMap(({ treatments }) => treatments)];
  return all.toSorted((one, other) => other.dateApplied.localeCompare(one.dateApplied));
}

const NO_RECORDS: readonly TreatmentRecord[] = [];

function idsOf(records: readonly TreatmentRecord[]): readonly string[] {
  return records.map(({ id }) => id);
}

type OlderProps = {
  readonly patientId: string;
  readonly offset: number;
  readonly context: EntryContext;
};

function OlderTreatments({ patientId, offset, context }: OlderProps) {
  const page = useOperation('treatments.list', { patientId, limit: PAGE, offset });
  const records = page.data?.records ?? NO_RECORDS;
  const syncStates = useRecordStates('treatment_records', idsOf(records));
  if (page.data === undefined) return <QueryNotice query={page} what="Earlier treatments" />;
  return (
    <div className="treatment-timeline">
      <Timeline
        label={`Earlier treatments, from number ${formatCount(offset + 1)}`}
        entries={entriesOf(records, { ...context, syncStates })}
      />
    </div>
  );
}

export type TreatmentTimelinePanelProps = {
  readonly patientId: string;
  /** The newest, newest first; earlier ones are read when asked for. */
  readonly treatments: readonly TreatmentRecord[];
  readonly treatmentCount: number;
  /** What was done for the same person as other charts have it. */
  readonly linkedCharts: readonly LinkedChart[];
  readonly timeZone: string;
};

/** What was done for a patient, newest first; what stands in a linked chart says so. */
export function TreatmentTimelinePanel(props: TreatmentTimelinePanelProps) {
  const { patientId, treatmentCount, linkedCharts, timeZone } = props;
  const treatments = useMemo(
    () => ofEveryChart(props.treatments, linkedCharts),
    [props.treatments, linkedCharts],
  );
  const ownCount = props.treatments.length;
  const mayWrite = useMay('treatments.write');
  const go = useNavigation((navigation) => navigation.go);
  const justSavedId = useTreatmentsOnScreen(({ justSaved }) => justSaved?.id ?? null);
  const [olderPages, setOlderPages] = useState(0);
  const drawn = useDeferredValue(treatments, treatments.slice(0, AT_ONCE));
  const [history, setHistory] = useState<TreatmentRecord | null>(null);
  const shown = Math.min(treatmentCount, ownCount + olderPages * PAGE);
  const syncStates = useRecordStates('treatment_records', idsOf(treatments));
  const context: EntryContext = {
    chartNames: new Map(
      linkedCharts.map(({ patient: { id, mrn } }) => [id, `linked chart, MRN ${mrn ?? 'none'}`]),
    ),
    timeZone,
    syncStates,
    justSavedId,
    onHistory: setHistory,
    onOpen: (record) =>
      go({
        screen: 'treatmentRecord',
        patientId: record.patientId,
        treatmentRecordId: record.id,
      }),
    onCorrect: mayWrite
      ? (record) =>
          go({
            screen: 'correctTreatment',
            patientId: record.patientId,
            treatmentRecordId: record.id,
          })
      : null,
  };
  return (
    <Panel
      heading={treatmentCount === 0 ? 'Treatments' : `Treatments (${formatCount(treatmentCount)})`}
      footer={
        shown < treatmentCount && (
          <Button onPress={() => setOlderPages(olderPages + 1)}>
            Show more ({formatCount(treatmentCount - shown)} earlier)
          </Button>
        )
      }
    >
      {treatments.length === 0 ? (
        <EmptyState title="No treatments yet">
          What is logged for this patient appears here.
        </EmptyState>
      ) : (
        <div className="treatment-timeline">
          <Timeline label="Treatments, newest first" entries={entriesOf(drawn, context)} />
        </div>
      )}
      {Array.from({ length: olderPages }, (_, page) => ownCount + page * PAGE).map((offset) => (
        <OlderTreatments key={offset} patientId={patientId} offset={offset} context={context} />
      ))}
      <TreatmentHistoryDialog
        record={history}
        timeZone={timeZone}
        onClose={() => setHistory(null)}
      />
    </Panel>
  );
}
