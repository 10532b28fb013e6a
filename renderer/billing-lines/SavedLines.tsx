import { exportedLines } from '../../shared/billing-lines/contract.ts';
import { SaveFileButtons } from '../SaveFileButtons.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';

export type SavedLinesProps = {
  /** The job's. */
  readonly value: unknown;
};

/** The file that an export of lines made, to be written where the person chooses. */
export function SavedLines({ value }: SavedLinesProps) {
  const read = exportedLines.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { digest, fileName, lineCount } = read.data;
  return (
    <InlineMessage
      tone="success"
      title={`${formatQuantity(lineCount, 'line')} written`}
      actions={<SaveFileButtons files={[{ label: 'Save the file', digest, fileName }]} />}
    >
      Nothing counts as billed by this. The file is kept here for three days.
    </InlineMessage>
  );
}
