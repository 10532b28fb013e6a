import { z } from 'zod';
import type { BillingRule } from '../../shared/billing/rules/billing-rule.ts';
import { typedRuleFields } from '../../shared/billing-rules/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { useEntry } from '../use-entry.ts';
import { blankRule, readRule, type RuleEntry, ruleEntryOf } from './rule-entry.ts';

const shape = z.object(typedRuleFields);

type RuleFormParts = {
  readonly rule: BillingRule | null;
  readonly today: string;
  readonly onSaved: (saved: BillingRule) => void;
};

const MOST_SENTENCES = 5;

function sentencesInWords(sentences: readonly string[]): string {
  const more = sentences.length - MOST_SENTENCES;
  const said = `${sentences.slice(0, MOST_SENTENCES).join('. ')}.`;
  return more > 0 ? `${said} ${more} more are marked at their fields.` : said;
}

export type RuleFormState = ReturnType<typeof useRuleForm>;

/** The form of a rule and what saving it does; what is typed outlives a lock. */
export function useRuleForm({ rule, today, onSaved }: RuleFormParts) {
  const add = useChange('billingRules.add');
  const change = useChange('billingRules.change');
  const read = (entry: RuleEntry) => readRule(entry, { shape, today });
  const form = useEntry({
    keptAs: `billing rule ${rule?.id ?? 'new'}`,
    start: {
      entry: rule === null ? blankRule(today) : ruleEntryOf(rule),
      seen: rule?.version ?? 0,
    },
    what: 'rule',
    read,
    send: (typed, { entry, seen }) =>
      rule === null
        ? add.mutateAsync(typed)
        : change.mutateAsync({
            billingRuleId: rule.id,
            seen,
            ...typed,
            isCompared: entry.isCompared,
          }),
    onSaved,
  });
  // Once a save was refused, each field says what is wrong with it as it stands now.
  const isRefused = Object.keys(form.problems).length > 0;
  const reading = isRefused ? read(form.entry) : null;
  const shown = reading?.ok === false ? reading.problems : {};
  const sentences = [...new Set(Object.values(shown))];
  return {
    ...form,
    /** What is wrong, by field. */
    shown,
    /** Why it was not saved, in a few words; null where nothing stands against it. */
    wrong: form.notice ?? (sentences.length === 0 ? null : sentencesInWords(sentences)),
  };
}
