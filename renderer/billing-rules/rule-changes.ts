import type { BillingRule } from '../../shared/billing/rules/billing-rule.ts';
import { runExamples } from '../../shared/billing/rules/worked-example.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { formatCivilDate } from '../ui/format.ts';
import { givenInWords, outcomeInWords } from './example-words.ts';
import { daysOfRule, ruleInWords, scopeInWords } from './rule-words.ts';

export type RuleChange = {
  readonly key: string;
  readonly label: string;
  readonly was: string;
  readonly is: string;
};

/** The worked examples in words, one after the other. */
function examplesInWords({ content }: BillingRule): string {
  const given = givenInWords(content);
  return runExamples(content)
    .map(
      ({ name, expected }, index) =>
        `${name}: ${given[index] ?? ''} → ${outcomeInWords(content.kind, expected)}`,
    )
    .join('; ');
}

function linesOf(rule: BillingRule, payers: readonly Payer[]) {
  return [
    ['title', 'Title', rule.title],
    ['for', 'For', scopeInWords(rule.scope, payers)],
    ['days', 'Services', daysOfRule(rule)],
    ['says', 'What it says', ruleInWords(rule.content).join(' ')],
    ['examples', 'Worked examples', examplesInWords(rule)],
    ['source', 'Source', rule.source],
    ['asOf', 'As of', formatCivilDate(rule.asOfOn)],
    ['state', 'State', rule.isActive ? 'On' : 'Off'],
    ['example', 'Compared', rule.isExample ? 'Not yet: an example' : 'Yes'],
  ] as const;
}

/** What a change made different, in words. */
export function changesOf(
  was: BillingRule,
  is: BillingRule,
  payers: readonly Payer[],
): readonly RuleChange[] {
  const after = linesOf(is, payers);
  return linesOf(was, payers)
    .map(([key, label, words], index) => ({ key, label, was: words, is: after[index]?.[2] ?? '' }))
    .filter((line) => line.was !== line.is);
}
