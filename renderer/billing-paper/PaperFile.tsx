import { Download } from 'lucide-react';
import { useState } from 'react';
import { billingPaperOperations } from '../../shared/billing-paper/contract.ts';
import { bridge } from '../client/bridge.ts';
import { PdfPanel } from '../documents/PdfPanel.tsx';
import { PrintPdfPanel } from '../documents/PrintPdfPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';

export type PaperFileProps = {
  /** What the job answered. */
  readonly value: unknown;
  /** Names nobody. */
  readonly fileName: string;
  /** What the pages are, where there is room to show them; null leaves them to be printed or saved. */
  readonly title: string | null;
};

/** The pages that were made: to look at, to print and to save. */
export function PaperFile({ value, fileName, title }: PaperFileProps) {
  const [isSaving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState('');
  const read = billingPaperOperations['claims1500.alignmentPage'].output.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { digest } = read.data;

  async function save(): Promise<void> {
    setSaving(true);
    const reply = await bridge.bytes.save(digest, fileName);
    setSaving(false);
    if (!reply.ok) setOutcome(reply.failure.message);
    else if (reply.value) setOutcome(`Saved as ${fileName}`);
  }
  return (
    <Stack gap={3}>
      <Row>
        <PrintPdfPanel digest={digest} />
        <Button icon={Download} isPending={isSaving} onPress={() => void save()}>
          Save as PDF
        </Button>
        <span role="status">{outcome}</span>
      </Row>
      {title !== null && <PdfPanel digest={digest} title={title} />}
    </Stack>
  );
}
