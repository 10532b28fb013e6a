import { Download } from 'lucide-react';
import { useState } from 'react';
import { exportedLines } from '../../shared/billing-lines/contract.ts';
import { bridge } from '../client/bridge.ts';
import { Button } from '../ui/Button.tsx';
import { formatQuantity } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';

export type SavedLinesProps = {
  /** The job's. */
  readonly value: unknown;
};

/** The file that an export of lines made, to be written where the person chooses. */
export function SavedLines({ value }: SavedLinesProps) {
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const read = exportedLines.safeParse(value);
  if (!read.success)
    return <InlineMessage tone="danger">The result is not readable.</InlineMessage>;
  const { digest, fileName, lineCount } = read.data;

  async function save() {
    setBusy(true);
    const reply = await bridge.bytes.save(digest, fileName);
    setBusy(false);
    if (!reply.ok) setOutcome(reply.failure.message);
    else if (reply.value) setOutcome(`Saved as ${fileName}`);
  }

  return (
    <InlineMessage
      tone="success"
      title={`${formatQuantity(lineCount, 'line')} written`}
      actions={
        <Button icon={Download} isPending={isBusy} onPress={() => void save()}>
          Save the file
        </Button>
      }
    >
      {outcome ?? 'Nothing counts as billed by this. The file is kept here for three days.'}
    </InlineMessage>
  );
}
