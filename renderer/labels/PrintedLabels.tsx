import { labelOperations } from '../../shared/labels/contract.ts';
import { PdfFilePanel } from '../documents/PdfFilePanel.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';

export type PrintedLabelsProps = {
  /** What the job answered. */
  readonly value: unknown;
};

/** The labels that were made: to look at, to print and to save. */
export function PrintedLabels({ value }: PrintedLabelsProps) {
  const read = labelOperations['labels.print'].output.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { digest, labelCount, pageCount } = read.data;
  return (
    <Stack gap={3}>
      <p>
        {`${formatQuantity(labelCount, 'label')} on ${formatQuantity(pageCount, 'page')}. Print at actual size (100 %, not fitted to the page), then scan one of them to check it.`}
      </p>
      <PdfFilePanel digest={digest} fileName="labels.pdf" title="Labels" />
    </Stack>
  );
}
