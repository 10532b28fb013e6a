import { billingPaperOperations } from '../../shared/billing-paper/contract.ts';
import { PdfFilePanel, type PdfFilePanelProps } from '../documents/PdfFilePanel.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

export type PaperFileProps = Omit<PdfFilePanelProps, 'digest'> & {
  /** What the job answered. */
  readonly value: unknown;
};

/** The pages that were made: to look at, to print and to save. */
export function PaperFile({ value, ...file }: PaperFileProps) {
  const read = billingPaperOperations['claims1500.alignmentPage'].output.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  return (
    <Stack gap={3}>
      <PdfFilePanel digest={read.data.digest} {...file} />
    </Stack>
  );
}
