import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { RecallDrill } from '../../shared/recalls/contract.ts';
import { packsInWords } from '../../shared/recalls/recalled-packs.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCount, formatInstant } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FinishDialog } from './FinishDialog.tsx';
import { durationInWords } from './recall-words.ts';
import { useTrace } from './use-trace.ts';

type DrillDialogProps = {
  readonly drill: RecallDrill;
  readonly timeZone: string;
  readonly onClose: () => void;
};

function entriesOf(drill: RecallDrill, timeZone: string) {
  const { asked, productName, finishedAt, finishedByName } = drill;
  const closed =
    finishedAt === null
      ? 'Still open'
      : `${formatInstant(finishedAt, timeZone)} by ${apart(finishedByName ?? '')}`;
  return [
    { key: 'product', label: 'Product', value: `${apart(productName ?? '')} (${asked.productId})` },
    { key: 'packs', label: 'Packs', value: asked.packs.map(packsInWords).join('; ') },
    {
      key: 'asked',
      label: 'Asked',
      value: `${formatInstant(drill.askedAt, timeZone)} by ${apart(drill.askedByName)}`,
    },
    { key: 'time', label: 'Answered in', value: durationInWords(drill.answeredMs) },
    {
      key: 'found',
      label: 'Found',
      value: `${formatCount(drill.patientCount)} patients, ${formatCount(drill.treatmentCount)} treatments, ${formatCount(drill.piecesLeft)} pieces left`,
    },
    { key: 'moved', label: 'Quarantined', value: formatCount(drill.quarantinedPieces) },
    { key: 'closed', label: 'Closed', value: closed },
    { key: 'note', label: 'Note', value: drill.note },
  ];
}

/** One drill to read, to close, or to ask anew. Mount it to open. */
export function DrillDialog({ drill, timeZone, onClose }: DrillDialogProps) {
  const { ask, isAsking, problem } = useTrace();
  const [isFinishing, setFinishing] = useState(false);

  if (isFinishing) return <FinishDialog drill={drill} onClose={onClose} onDone={onClose} />;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={drill.isExercise ? 'An exercise' : 'A recall'}
      isBusy={isAsking}
      actions={
        <>
          {drill.finishedAt === null && (
            <Button onPress={() => setFinishing(true)}>Close with a note</Button>
          )}
          <Button
            variant="primary"
            isPending={isAsking}
            onPress={() => void ask(drill.asked, drill.isExercise)}
          >
            Trace again
          </Button>
        </>
      }
    >
      <Stack>
        {problem !== null && <InlineMessage tone="danger">{problem}</InlineMessage>}
        <KeyValueList entries={entriesOf(drill, timeZone)} />
      </Stack>
    </Dialog>
  );
}
