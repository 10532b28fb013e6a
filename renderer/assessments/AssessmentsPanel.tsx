import { CircleCheck, FileText, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { recordStateOf } from '../../shared/signing/record-state.ts';
import type { RecordState } from '../../shared/sync/contract.ts';
import { useNavigation } from '../navigation.ts';
import { PhotoStripPanel } from '../photos/PhotoStripPanel.tsx';
import { useMay } from '../signed-in.ts';
import { RecordMarks } from '../signing/RecordMarksPanel.tsx';
import { RecordSyncMark, SettleButton, useRecordStates } from '../sync/RecordSyncPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount, formatTimeOfDay } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Timeline, type TimelineEntry } from '../ui/Timeline.tsx';
import { AssessmentFacts } from './AssessmentFacts.tsx';
import { assessmentName, recordedInWords, sizeInWords } from './assessment-words.ts';
import { useAssessmentsOnScreen } from './assessments-store.ts';

/** As many as are looked at most; the others are drawn when asked for. */
const AT_FIRST = 5;

type EntryContext = {
  readonly timeZone: string;
  readonly patientId: string;
  /** Where the records are, by their ids; empty while sync is off. */
  readonly syncStates: ReadonlyMap<string, RecordState>;
  readonly justSavedId: string | null;
  readonly mayWrite: boolean;
  readonly onCorrect: (assessment: WoundAssessment) => void;
  readonly onOpen: (assessment: WoundAssessment) => void;
};

type EntryProps = { readonly assessment: WoundAssessment; readonly context: EntryContext };

function Marks({ assessment, context }: EntryProps) {
  return (
    <>
      {assessment.id === context.justSavedId && (
        <Badge tone="success" icon={CircleCheck}>
          Just saved
        </Badge>
      )}
      <RecordMarks record={assessment} />
      {assessment.version > 1 && <Badge tone="info">Corrected</Badge>}
      <RecordSyncMark state={context.syncStates.get(assessment.id)} timeZone={context.timeZone} />
    </>
  );
}

function Actions({ assessment, context }: EntryProps) {
  const which = assessmentName(assessment);
  return (
    <>
      <SettleButton state={context.syncStates.get(assessment.id)} which={which} />
      {context.mayWrite && recordStateOf(assessment) === 'unsigned' && (
        <Button
          variant="quiet"
          icon={Pencil}
          aria-label={`Correct ${which}`}
          onPress={() => context.onCorrect(assessment)}
        >
          Correct
        </Button>
      )}
      <Button
        variant="quiet"
        icon={FileText}
        aria-label={`Open ${which}`}
        onPress={() => context.onOpen(assessment)}
      >
        Open
      </Button>
    </>
  );
}

function entryOf(assessment: WoundAssessment, context: EntryContext): TimelineEntry {
  const { assessedAt, voidedAt } = assessment;
  const size = sizeInWords(assessment) || 'Not measured';
  const time = assessedAt === null ? '' : ` · ${formatTimeOfDay(assessedAt, context.timeZone)}`;
  return {
    key: assessment.id,
    date: formatCivilDate(assessment.assessedOn) + time,
    tone: assessment.id === context.justSavedId ? 'accent' : 'muted',
    title: voidedAt === null ? size : <s>{size}</s>,
    badges: <Marks assessment={assessment} context={context} />,
    content: (
      <>
        <AssessmentFacts assessment={assessment} />
        <PhotoStripPanel assessment={assessment} />
      </>
    ),
    meta: recordedInWords(assessment, context.timeZone),
    actions: <Actions assessment={assessment} context={context} />,
  };
}

export type AssessmentsPanelProps = {
  readonly patientId: string;
  readonly woundId: string;
  /** All of the wound, newest first. */
  readonly assessments: readonly WoundAssessment[];
  readonly timeZone: string;
};

/** How a wound looked each time, newest first. */
export function AssessmentsPanel(props: AssessmentsPanelProps) {
  const { patientId, woundId, assessments, timeZone } = props;
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('treatments.write');
  const justSavedId = useAssessmentsOnScreen(({ justSaved }) => justSaved?.id ?? null);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? assessments : assessments.slice(0, AT_FIRST);
  const syncStates = useRecordStates(
    'wound_assessments',
    shown.map(({ id }) => id),
  );
  const context: EntryContext = {
    timeZone,
    patientId,
    syncStates,
    justSavedId,
    mayWrite,
    onOpen: ({ id }) => go({ screen: 'assessment', patientId, woundId, assessmentId: id }),
    onCorrect: ({ id }) =>
      go({ screen: 'correctAssessment', patientId, woundId, assessmentId: id }),
  };
  const assess = mayWrite && (
    <Button
      variant="quiet"
      icon={Plus}
      onPress={() => go({ screen: 'recordAssessment', patientId, woundId })}
    >
      New assessment
    </Button>
  );
  return (
    <Panel
      heading={
        assessments.length === 0
          ? 'Assessments'
          : `Assessments (${formatCount(assessments.length)})`
      }
      actions={assess}
      footer={
        shown.length < assessments.length && (
          <Button onPress={() => setShowsAll(true)}>
            Show all ({formatCount(assessments.length - shown.length)} earlier)
          </Button>
        )
      }
    >
      {assessments.length === 0 ? (
        <EmptyState title="Not assessed yet">
          The first assessment becomes the baseline that healing is measured from.
        </EmptyState>
      ) : (
        <div className="treatment-timeline">
          <Timeline
            label="Assessments, newest first"
            entries={shown.map((assessment) => entryOf(assessment, context))}
          />
        </div>
      )}
    </Panel>
  );
}
