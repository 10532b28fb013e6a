import { type Condition, conditionFields } from '../../shared/conditions/condition.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import {
  blankCondition,
  conditionEntryOf,
  conditionLabels,
  typedCondition,
} from './condition-entry.ts';

export type ConditionDialogProps = {
  readonly patientId: string;
  /** The condition that is corrected; null for a new one. */
  readonly condition: Condition | null;
  readonly today: string;
  readonly onClose: () => void;
};

function useConditionEntry({ patientId, condition, onClose }: ConditionDialogProps) {
  const add = useChange('conditions.add');
  const correct = useChange('conditions.correct');
  return useEntry({
    keptAs: `condition ${condition?.id ?? `new of ${patientId}`}`,
    start: {
      entry: condition === null ? blankCondition : conditionEntryOf(condition),
      seen: condition?.version ?? 0,
    },
    what: 'condition',
    read: (typed) => readTyped(conditionFields, typedCondition(typed), conditionLabels),
    send: (said, { seen }) =>
      condition === null
        ? add.mutateAsync({ patientId, ...said })
        : correct.mutateAsync({ conditionId: condition.id, seen, ...said }),
    onSaved: onClose,
  });
}

function focusOnMount(element: HTMLElement | null): void {
  element?.focus();
}

/** Asks for a diagnosis of the problem list. Mount it to open. */
export function ConditionDialog(props: ConditionDialogProps) {
  const { condition, today, onClose } = props;
  const form = useConditionEntry(props);
  const { entry, problems, change } = form;
  return (
    <EntryDialog
      title={condition === null ? 'Add a condition' : 'Correct a condition'}
      saveLabel="Save condition"
      form={form}
      onClose={onClose}
    >
      <TextField
        label={conditionLabels.diagnosisCode}
        description="A claim can name it only with its code"
        value={entry.diagnosisCode}
        error={problems['diagnosisCode']}
        onChange={(diagnosisCode) => change({ diagnosisCode })}
        ref={focusOnMount}
      />
      <TextField
        label={conditionLabels.words}
        isRequired
        value={entry.words}
        error={problems['words']}
        onChange={(words) => change({ words })}
      />
      <Grid minColumnRem={12}>
        <DateField
          label={conditionLabels.onsetOn}
          description="Leave it empty where nobody knows"
          max={today}
          value={entry.onsetOn}
          error={problems['onsetOn']}
          onChange={(onsetOn) => change({ onsetOn })}
        />
        <DateField
          label={conditionLabels.endedOn}
          description="Leave it empty while it goes on"
          max={today}
          value={entry.endedOn}
          error={problems['endedOn']}
          onChange={(endedOn) => change({ endedOn })}
        />
      </Grid>
    </EntryDialog>
  );
}
