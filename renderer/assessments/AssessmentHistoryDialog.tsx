import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { entryOfAssessment } from '../../shared/assessments/assessment-entry.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { assessmentName, FIELD_LABELS } from './assessment-words.ts';
import { entryFieldInWords } from './entry-words.ts';
import { differingIn } from './merge-entries.ts';

type Version = OutputOf<'assessments.versions'>[number];

type CorrectionProps = {
  readonly before: Version;
  readonly after: WoundAssessment;
  readonly timeZone: string;
};

function Correction({ before, after, timeZone }: CorrectionProps) {
  const was = entryOfAssessment(before.assessment, timeZone);
  const is = entryOfAssessment(after, timeZone);
  return (
    <Panel
      heading={`Corrected ${formatInstant(before.replacedAt, timeZone)} by ${before.replacedByName}`}
      headingLevel={3}
      isFlush
    >
      <DataTable
        caption={`Reason: ${before.reason}`}
        isDense
        rows={differingIn(was, is)}
        rowKey={(field) => field}
        columns={[
          {
            key: 'field',
            header: 'Field',
            width: '11rem',
            isRowHeader: true,
            render: (field) => FIELD_LABELS[field],
          },
          {
            key: 'was',
            header: 'Before',
            render: (field) => entryFieldInWords(field, was) || '(empty)',
          },
          {
            key: 'is',
            header: 'After',
            render: (field) => entryFieldInWords(field, is) || '(empty)',
          },
        ]}
      />
    </Panel>
  );
}

type HistoryProps = { readonly assessment: WoundAssessment; readonly timeZone: string };

function History({ assessment, timeZone }: HistoryProps) {
  const versions = useOperation('assessments.versions', { assessmentId: assessment.id });
  if (versions.data === undefined) return <QueryNotice query={versions} what="Corrections" />;
  const stands = [assessment, ...versions.data.map((version) => version.assessment)];
  return (
    <Stack>
      {versions.data.map((before, index) => (
        <Correction
          key={before.version}
          before={before}
          after={stands[index] ?? assessment}
          timeZone={timeZone}
        />
      ))}
      <p>
        First recorded {formatInstant(assessment.createdAt, timeZone)} by{' '}
        {stands.at(-1)?.recordedByName}
      </p>
    </Stack>
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
