import { type SyntheticEvent, useId, useState } from 'react';
import { type CoverageRule, coverageRuleFields } from '../../shared/coverage/coverage-rule.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { readTyped } from '../read-typed.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
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

const NO_ANSWER = 'Caretrail did not answer. What you typed is still here; please try again.';

/** Saves a rule; a refusal leaves all that was typed in place. */
function useSavingRule({ rule, onClose }: CoverageRuleDialogProps, entry: CoverageEntry) {
  const add = useChange('coverageRules.add');
  const correct = useChange('coverageRules.correct');
  const [seen, setSeen] = useState(rule?.version ?? 0);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);

  async function save() {
    const read = readTyped(coverageRuleFields, typedCoverage(entry), coverageLabels);
    setProblems(read.ok ? {} : read.problems);
    setNotice(null);
    if (!read.ok) return;
    const { isActive } = entry;
    const reply = await (rule === null
      ? add.mutateAsync(read.value)
      : correct.mutateAsync({ coverageRuleId: rule.id, seen, ...read.value, isActive })
    ).catch(() => null);
    if (reply === null) return setNotice(NO_ANSWER);
    if (reply.ok) return onClose();
    if (reply.failure.code === 'Stale') setSeen(reply.failure.details.version);
    return setNotice(
      reply.failure.code === 'Stale'
        ? 'Somebody else changed this rule meanwhile. What you typed is still here; save again to replace theirs.'
        : coverageRefusal(reply.failure.message),
    );
  }
  return { save, problems, notice, isPending: add.isPending || correct.isPending };
}

/** Asks for what a payer or contractor wants before it covers skin substitutes. */
export function CoverageRuleDialog(props: CoverageRuleDialogProps) {
  const { rule, today, onClose } = props;
  const formId = useId();
  const [entry, setEntry] = useState(() =>
    rule === null ? blankCoverage(today) : coverageEntryOf(rule),
  );
  const { save, problems, notice, isPending } = useSavingRule(props, entry);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void save();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={rule === null ? 'Add a coverage rule' : 'Change a coverage rule'}
      size="large"
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} isPending={isPending}>
            Save rule
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit}>
        <Stack>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <CoverageRuleFields
            entry={entry}
            today={today}
            problems={problems}
            isNew={rule === null}
            onChange={(part) => setEntry((before) => ({ ...before, ...part }))}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
