import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { RecordMarks } from '../signing/RecordMarksPanel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TreatmentContent, VoidedNote } from './TreatmentContent.tsx';

export type TreatmentReadingPanelProps = { readonly treatmentRecordId: string };

/** One treatment record to read, with where it stands. */
export function TreatmentReadingPanel({ treatmentRecordId }: TreatmentReadingPanelProps) {
  const record = useOperation('treatments.get', { treatmentRecordId });
  const site = useSite();
  if (record.data === undefined || site === null)
    return <QueryNotice query={record} what="Treatment record" />;
  return (
    <Stack gap={3}>
      <Row gap={1}>
        <RecordMarks record={record.data} />
      </Row>
      <VoidedNote record={record.data} timeZone={site.timeZone} />
      <TreatmentContent record={record.data} timeZone={site.timeZone} />
    </Stack>
  );
}
