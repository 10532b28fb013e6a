import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { RecordMarks } from '../signing/RecordMarksPanel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AssessmentContentView, VoidedAssessmentNote } from './AssessmentContentView.tsx';

export type AssessmentReadingPanelProps = { readonly assessmentId: string };

/** One assessment to read, with where it stands. */
export function AssessmentReadingPanel({ assessmentId }: AssessmentReadingPanelProps) {
  const found = useOperation('assessments.get', { assessmentId });
  const site = useSite();
  if (found.data === undefined || site === null)
    return <QueryNotice query={found} what="Assessment" />;
  return (
    <Stack gap={3}>
      <Row gap={1}>
        <RecordMarks record={found.data} />
      </Row>
      <VoidedAssessmentNote assessment={found.data} timeZone={site.timeZone} />
      <AssessmentContentView assessment={found.data} timeZone={site.timeZone} />
    </Stack>
  );
}
