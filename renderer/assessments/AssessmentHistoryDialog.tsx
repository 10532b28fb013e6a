import { apart } from '../../shared/base/apart.ts';
import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { entryOfAssessment } from '../../shared/assessments/assessment-entry.ts';
import { useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import type { ChangedLine } from '../changed-lines.ts';
import { VersionHistory } from '../VersionHistory.tsx';
import { assessmentName, FIELD_LABELS } from './assessment-words.ts';
import { entryFieldInWords } from './entry-words.ts';
import { differingIn } from './merge-entries.ts';

type HistoryProps = { readonly assessment: WoundAssessment; readonly timeZone: string };

function History({ assessment, timeZone }: HistoryProps) {
  const { createdAt, recordedByName } = assessment;
  function changedLines(before: WoundAssessment, after: WoundAssessment): readonly ChangedLine[] {
    const [was, is] = [entryOfAssessment(before, timeZone), entryOfAssessment(after, timeZone)];
    return differingIn(was, is).map((field) => ({
      key: field,
      label: FIELD_LABELS[field],
      was: entryFieldInWords(field, was),
      is: entryFieldInWords(field, is),
    }));
  }
  return (
    <VersionHistory
      query={useOperation('assessments.versions', { assessmentId: assessment.id })}
      current={assessment}
      thingOf={(version) => version.assessment}
      linesOf={changedLines}
      timeZone={timeZone}
    >
      First recorded {formatInstant(createdAt, timeZone)} by {apart(recordedByName)}
    </VersionHistory>
  );
}

export type AssessmentHistoryDialogProps = HistoryProps & { readonly onClose: () => void };

/** What stood in an assessment before each correction, newest first; mount it to open it. */
export function AssessmentHistoryDialog(props: AssessmentHistoryDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={`Corrections of the ${assessmentName(props.assessment)}`}
      size="large"
      actions={<Button onPress={props.onClose}>Close</Button>}
    >
      <History {...props} />
    </Dialog>
  );
}
