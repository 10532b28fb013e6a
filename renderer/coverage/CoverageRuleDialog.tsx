import { type CoverageRule, coverageRuleFields } from '../../shared/coverage/coverage-rule.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { useEntry } from '../use-entry.ts';
import {
  blankCoverage,
  coverageEntryOf,
  type CoverageEntry,
  coverageLabels,
  coverageRefusal,
  typedCoverage,
} from './coverage-entry.ts';
import { CoverageRuleFields } from './CoverageRuleFields.tsx';

export type CoverageRuleDialogProps = {
  /** The rule that is changed; null for a new one. */
  readonly rule: CoverageRule | null;
  readonly today: string;
  readonly onClose: () => void;
};

function useCoverageEntry({ rule, today, onClose }: CoverageRuleDialogProps) {
  const add = useChange('coverageRules.add');
  const correct = useChange('coverageRules.correct');
  const entry: CoverageEntry = rule === null ? blankCoverage(today) : coverageEntryOf(rule);
  return useEntry({
    keptAs: `coverageRule ${rule?.id ?? 'new'}`,
    start: { entry, seen: rule?.version ?? 0 },
    what: 'rule',
    read: (typed) => readTyped(coverageRuleFields, typedCoverage(typed), coverageLabels),
    send: (said, { entry: { isActive }, seen }) =>
      rule === null
        ? add.mutateAsync(said)
        : correct.mutateAsync({ coverageRuleId: rule.id, seen, ...said, isActive }),
    inWords: coverageRefusal,
    onSaved: onClose,
  });
}

/** Asks for what a payer or contractor wants before it covers skin substitutes. Mount it to open. */
export function CoverageRuleDialog(props: CoverageRuleDialogProps) {
  const { rule, today, onClose } = props;
  const form = useCoverageEntry(props);
  return (
    <EntryDialog
      title={rule === null ? 'Add a coverage rule' : 'Change a coverage rule'}
      saveLabel="Save rule"
      size="large"
      form={form}
      onClose={onClose}
    >
      <CoverageRuleFields
        entry={form.entry}
        today={today}
        problems={form.problems}
        isNew={rule === null}
        onChange={form.change}
      />
    </EntryDialog>
  );
}
