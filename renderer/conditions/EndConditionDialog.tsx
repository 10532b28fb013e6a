import { civilDate } from '../../shared/base/civil-date.ts';
import type { Condition } from '../../shared/conditions/condition.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { DateField } from '../ui/DateField.tsx';
import { useEntry } from '../use-entry.ts';
import { conditionLabels } from './condition-entry.ts';

export type EndConditionDialogProps = {
  readonly condition: Condition;
  readonly today: string;
  readonly onClose: () => void;
};

/** Says since when a patient does not have a condition any more. */
export function EndConditionDialog({ condition, today, onClose }: EndConditionDialogProps) {
  const { id: conditionId, version, words } = condition;
  const end = useChange('conditions.end');
  const form = useEntry({
    keptAs: `end condition ${conditionId}`,
    start: { entry: { endedOn: today }, seen: version },
    what: 'condition',
    read: (typed) => readTyped({ endedOn: civilDate }, typed, conditionLabels),
    send: ({ endedOn }, { seen }) => end.mutateAsync({ conditionId, seen, endedOn }),
    onSaved: onClose,
  });
  return (
    <EntryDialog title="End a condition" saveLabel="End condition" form={form} onClose={onClose}>
      <p dir="auto">{words}</p>
      <DateField
        label={conditionLabels.endedOn}
        isRequired
        max={today}
        value={form.entry.endedOn}
        error={form.problems['endedOn']}
        onChange={(endedOn) => form.change({ endedOn })}
      />
    </EntryDialog>
  );
}
