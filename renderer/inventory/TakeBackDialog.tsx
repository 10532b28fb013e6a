import { line } from '../../shared/base/text.ts';
import type { ShownMovement } from '../../shared/inventory/stock-contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { announce } from '../ui/announce.ts';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { movedInWords } from './stock-words.ts';

type TakeBackDialogProps = {
  readonly movement: ShownMovement;
  readonly onClose: () => void;
};

const shape = { reason: line(500) };

/** Takes back what somebody did to stock by mistake, with a reason. Mount it to ask. */
export function TakeBackDialog({ movement, onClose }: TakeBackDialogProps) {
  const takeBack = useChange('stock.takeBack');
  const form = useEntry({
    keptAs: `take back ${movement.id}`,
    start: { entry: { reason: '' }, seen: 0 },
    what: 'movement',
    read: (typed) => readTyped(shape, typed, { reason: 'Reason' }),
    send: ({ reason }) => takeBack.mutateAsync({ movementId: movement.id, reason }),
    onSaved: () => {
      announce('Taken back. Both entries stay readable.');
      onClose();
    },
  });
  return (
    <EntryDialog title="Take this back?" saveLabel="Take back" form={form} onClose={onClose}>
      <p>
        {movedInWords(movement)}. The pieces go back to where they were, with everything that was
        moved in the same step; both entries stay readable.
      </p>
      <TextField
        label="Reason"
        isRequired
        value={form.entry.reason}
        error={form.problems['reason']}
        onChange={(reason) => form.change({ reason })}
      />
    </EntryDialog>
  );
}
