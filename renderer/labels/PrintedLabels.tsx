import { Download } from 'lucide-react';
import { useState } from 'react';
import { labelOperations } from '../../shared/labels/contract.ts';
import { bridge } from '../client/bridge.ts';
import { PdfPanel } from '../documents/PdfPanel.tsx';
import { PrintPdfPanel } from '../documents/PrintPdfPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type PrintedLabelsProps = {
  /** What the job answered. */
  readonly value: unknown;
};

const FILE_NAME = 'labels.pdf';

/** The labels that were made: to look at, to print and to save. */
export function PrintedLabels({ value }: PrintedLabelsProps) {
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState('');
  const read = labelOperations['labels.print'].output.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { digest, labelCount, pageCount } = read.data;

  async function save(): Promise<void> {
    setSaving(true);
    const reply = await bridge.bytes.save(digest, FILE_NAME);
    setSaving(false);
    if (!reply.ok) setOutcome(reply.failure.message);
    else if (reply.value) setOutcome(`Saved as ${FILE_NAME}`);
  }
  return (
    <Stack gap={3}>
      <p>
        {`${formatQuantity(labelCount, 'label')} on ${formatQuantity(pageCount, 'page')}. Print at actual size (100 %, not fitted to the page), then scan one of them to check it.`}
      </p>
      <Row>
        <PrintPdfPanel digest={digest} />
        <Button icon={Download} isPending={isSaving} onPress={() => void save()}>
          Save as PDF
        </Button>
        <span role="status">{outcome}</span>
      </Row>
      <PdfPanel digest={digest} title="Labels" />
    </Stack>
  );
}
