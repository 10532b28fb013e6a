import { apart } from '../../shared/base/apart.ts';
import { quarantineFields } from '../../shared/recalls/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { RecallReasonFields, recallReasonLabels } from '../RecallReasonFields.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { formatQuantity } from '../ui/format.ts';
import { useEntry } from '../use-entry.ts';
import { askedInWords } from './recall-words.ts';
import type { Answered } from './recalls-store.ts';

type QuarantineDialogProps = {
  readonly answered: Answered;
  readonly today: string;
  readonly onClose: () => void;
  /** With what was done, in a sentence. */
  readonly onDone: (words: string) => void;
};

type Entry = Record<keyof typeof recallReasonLabels, string> & { readonly includesUnsaid: boolean };

/** Pieces on shelves that do not say which pack they are. */
function unsaidPieces({ trace }: Answered): number {
  return trace.units
    .filter(({ standing }) => standing === 'unsaid')
    .flatMap(({ places }) => places)
    .reduce((sum, { kind, pieces }) => sum + (kind === 'shelf' && pieces > 0 ? pieces : 0), 0);
}

function useQuarantine({ answered, today, onDone }: QuarantineDialogProps) {
  const quarantine = useChange('recalls.quarantine');
  const entry: Entry = { reason: '', source: '', sinceOn: today, includesUnsaid: true };
  return useEntry({
    keptAs: `quarantine ${answered.drill?.id ?? answered.answeredAt}`,
    start: { entry, seen: 0 },
    what: 'recall',
    read: (typed) => readTyped(quarantineFields, typed, recallReasonLabels),
    send: (said, { entry: { includesUnsaid } }) =>
      quarantine.mutateAsync({
        ...answered.asked,
        ...said,
        includesUnsaid: includesUnsaid && unsaidPieces(answered) > 0,
        drillId: answered.drill?.id ?? null,
      }),
    inWords: (message) => message.replace(/^sinceOn/, recallReasonLabels.sinceOn),
    onSaved: ({ movedPieces, enteredCount, locationName }) =>
      onDone(
        `${formatQuantity(movedPieces, 'piece')} moved to ${apart(locationName)}. ` +
          (enteredCount === 0
            ? 'The recall was in force before.'
            : 'The recall is entered and stops these packs at the bedside.'),
      ),
  });
}

/** Enters the recall and moves what lies on the shelves, in one step. Mount it to open. */
export function QuarantineDialog(props: QuarantineDialogProps) {
  const { answered, today, onClose } = props;
  const form = useQuarantine(props);
  const { entry, problems, change } = form;
  const { trace, asked } = answered;
  const unsaid = unsaidPieces(answered);
  return (
    <EntryDialog
      title="Quarantine what is left"
      saveLabel="Enter recall and quarantine"
      form={form}
      onClose={onClose}
    >
      <p>
        <strong dir="auto">{trace.productName ?? trace.productId}</strong>, {askedInWords(asked)}:{' '}
        {formatQuantity(trace.counts.piecesOnShelves, 'piece')} on shelves.
      </p>
      {unsaid > 0 && (
        <Checkbox
          label={`Also ${formatQuantity(unsaid, 'piece')} that ${unsaid === 1 ? 'does' : 'do'} not say which pack`}
          description="They may be of this recall"
          value={entry.includesUnsaid}
          onChange={(includesUnsaid) => change({ includesUnsaid })}
        />
      )}
      <RecallReasonFields entry={entry} today={today} problems={problems} onChange={change} />
    </EntryDialog>
  );
}
