import { type Contraindication, contraindicationFields } from '../../shared/safety/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { useEntry } from '../use-entry.ts';
import { RuleFields } from './RuleFields.tsx';
import { blankRule, ruleEntryOf, ruleLabels, type RuleEntry, typedRule } from './rule-entry.ts';

export type RuleDialogProps = {
  /** The rule that is changed; null for a new one. */
  readonly rule: Contraindication | null;
  readonly today: string;
  readonly onClose: () => void;
};

function useRuleEntry({ rule, today, onClose }: RuleDialogProps) {
  const add = useChange('contraindications.add');
  const correct = useChange('contraindications.correct');
  const entry: RuleEntry = rule === null ? blankRule(today) : ruleEntryOf(rule);
  return useEntry({
    keptAs: `contraindication ${rule?.id ?? 'new'}`,
    start: { entry, seen: rule?.version ?? 0 },
    what: 'rule',
    read: (typed) => readTyped(contraindicationFields, typedRule(typed), ruleLabels),
    send: (said, { entry: { isActive }, seen }) =>
      rule === null
        ? add.mutateAsync(said)
        : correct.mutateAsync({ contraindicationId: rule.id, seen, ...said, isActive }),
    inWords: (message) => message.replace(/^asOfOn/, ruleLabels.asOfOn),
    onSaved: onClose,
  });
}

/** Asks for a rule that stops a product in certain wounds. Mount it to open. */
export function RuleDialog(props: RuleDialogProps) {
  const { rule, today, onClose } = props;
  const form = useRuleEntry(props);
  return (
    <EntryDialog
      title={rule === null ? 'Add a contraindication' : 'Change a contraindication'}
      saveLabel="Save rule"
      form={form}
      onClose={onClose}
    >
      <RuleFields
        entry={form.entry}
        today={today}
        problems={form.problems}
        isNew={rule === null}
        onChange={form.change}
      />
    </EntryDialog>
  );
}
