import { type SyntheticEvent, useId, useState } from 'react';
import { type Contraindication, contraindicationFields } from '../../shared/safety/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { readTyped } from '../read-typed.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { RuleFields } from './RuleFields.tsx';
import { blankRule, ruleEntryOf, ruleLabels, type RuleEntry, typedRule } from './rule-entry.ts';

export type RuleDialogProps = {
  /** The rule that is changed; null for a new one. */
  readonly rule: Contraindication | null;
  readonly today: string;
  readonly onClose: () => void;
};

const NO_ANSWER = 'Caretrail did not answer. What you typed is still here; please try again.';

/** Saves a rule; a refusal leaves all that was typed in place. */
function useSavingRule({ rule, onClose }: RuleDialogProps, entry: RuleEntry) {
  const add = useChange('contraindications.add');
  const correct = useChange('contraindications.correct');
  const [seen, setSeen] = useState(rule?.version ?? 0);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [notice, setNotice] = useState<string | null>(null);

  async function save() {
    const read = readTyped(contraindicationFields, typedRule(entry), ruleLabels);
    setProblems(read.ok ? {} : read.problems);
    setNotice(null);
    if (!read.ok) return;
    const { isActive } = entry;
    const reply = await (rule === null
      ? add.mutateAsync(read.value)
      : correct.mutateAsync({ contraindicationId: rule.id, seen, ...read.value, isActive })
    ).catch(() => null);
    if (reply === null) return setNotice(NO_ANSWER);
    if (reply.ok) return onClose();
    if (reply.failure.code === 'Stale') setSeen(reply.failure.details.version);
    return setNotice(
      reply.failure.code === 'Stale'
        ? 'Somebody else changed this rule meanwhile. What you typed is still here; save again to replace theirs.'
        : reply.failure.message.replace(/^asOfOn/, ruleLabels.asOfOn),
    );
  }
  /** What was wrong with a field is said until it is typed in again. */
  const forget = (fields: readonly string[]) =>
    setProblems(
      Object.fromEntries(Object.entries(problems).filter(([at]) => !fields.includes(at))),
    );
  return { save, problems, forget, notice, isPending: add.isPending || correct.isPending };
}

/** Asks for a rule that stops a product in certain wounds. */
export function RuleDialog(props: RuleDialogProps) {
  const { rule, today, onClose } = props;
  const formId = useId();
  const [entry, setEntry] = useState(() => (rule === null ? blankRule(today) : ruleEntryOf(rule)));
  const { save, problems, forget, notice, isPending } = useSavingRule(props, entry);
  function submit(event: SyntheticEvent) {
    event.preventDefault();
    void save();
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={rule === null ? 'Add a contraindication' : 'Change a contraindication'}
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
          <RuleFields
            entry={entry}
            today={today}
            problems={problems}
            isNew={rule === null}
            onChange={(part) => {
              setEntry({ ...entry, ...part });
              forget(Object.keys(part));
            }}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
