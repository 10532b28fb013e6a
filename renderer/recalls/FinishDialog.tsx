import { optionalLine } from '../../shared/base/text.ts';
import type { RecallDrill } from '../../shared/recalls/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { useEntry } from '../use-entry.ts';

type FinishDialogProps = {
  readonly drill: RecallDrill;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

const shape = { note: optionalLine(500) };

/** Closes a recall or an exercise, with a note. Mount it to open. */
export function FinishDialog({ drill, onClose, onDone }: FinishDialogProps) {
  const finish = useChange('recalls.finishDrill');
  const form = useEntry({
    keptAs: `note of drill ${drill.id}`,
    start: { entry: { note: '' }, seen: 0 },
    what: 'drill',
    read: (typed) => readTyped(shape, typed, { note: 'Note' }),
    send: (said) => finish.mutateAsync({ drillId: drill.id, ...said }),
    onSaved: onDone,
  });
  return (
    <EntryDialog
      title={drill.isExercise ? 'Close the exercise' : 'Close the recall'}
      saveLabel="Close it"
      form={form}
      onClose={onClose}
    >
      <TextAreaField
        label="Note"
        description="Who was reached, what went well, what took long. No names of patients."
        rows={3}
        value={form.entry.note}
        error={form.problems['note']}
        onChange={(text) => form.change({ note: text.replaceAll(/[\r\n]+/g, ' ') })}
      />
    </EntryDialog>
  );
}
