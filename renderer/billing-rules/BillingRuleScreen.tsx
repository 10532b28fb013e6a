import { Check, CircleX, PenLine, Power } from 'lucide-react';
import type { BillingRule, RuleContent } from '../../shared/billing/rules/billing-rule.ts';
import { runExamples } from '../../shared/billing/rules/worked-example.ts';
import { comesOut } from '../../shared/billing-rules/rule-problems.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { givenInWords, outcomeInWords } from './example-words.ts';
import { RuleHistory } from './RuleHistory.tsx';
import { daysOfRule, kindWords, ruleInWords, scopeInWords } from './rule-words.ts';

type ExampleRow = {
  readonly key: string;
  readonly name: string;
  readonly given: string;
  readonly expected: string;
  readonly actual: string;
  readonly isRight: boolean;
};

const columns: readonly Column<ExampleRow>[] = [
  { key: 'name', header: 'Example', isRowHeader: true, render: ({ name }) => name },
  { key: 'given', header: 'Given', render: ({ given }) => given },
  { key: 'expected', header: 'Expected', render: ({ expected }) => expected },
  { key: 'actual', header: 'The rule gives', render: ({ actual }) => actual },
  {
    key: 'tick',
    header: 'Comes out',
    width: '7rem',
    render: ({ isRight }) =>
      isRight ? (
        <span className="rule-outcome rule-outcome--right">
          <Check size={20} aria-hidden /> Yes
        </span>
      ) : (
        <span className="rule-outcome rule-outcome--wrong">
          <CircleX size={20} aria-hidden /> No
        </span>
      ),
  },
];

/** The worked examples, run as the page is shown. */
function Examples({ content }: { readonly content: RuleContent }) {
  const given = givenInWords(content);
  const rows = runExamples(content).map((outcome, index) => ({
    key: String(index),
    name: outcome.name,
    given: given[index] ?? '',
    expected: outcomeInWords(content.kind, outcome.expected),
    actual: outcomeInWords(content.kind, outcome.actual),
    isRight: comesOut(outcome),
  }));
  return (
    <Panel heading="Worked examples" isFlush>
      <DataTable
        caption="Worked examples, run now"
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
      />
    </Panel>
  );
}

function RuleActions({ rule }: { readonly rule: BillingRule }) {
  const go = useNavigation((navigation) => navigation.go);
  const setActive = useChange('billingRules.setActive');
  const { id: billingRuleId, version: seen, isActive } = rule;
  const refused = setActive.data?.ok === false ? setActive.data.failure.message : null;
  return (
    <>
      {refused !== null && <p role="alert">{refused}</p>}
      <Button
        icon={Power}
        isPending={setActive.isPending}
        onPress={() => void setActive.mutateAsync({ billingRuleId, seen, isActive: !isActive })}
      >
        {isActive ? 'Switch off' : 'Switch on'}
      </Button>
      <Button
        variant="primary"
        icon={PenLine}
        onPress={() => go({ screen: 'writeBillingRule', billingRuleId })}
      >
        Change
      </Button>
    </>
  );
}

function WhatItSays({
  rule,
  payers,
}: {
  readonly rule: BillingRule;
  readonly payers: readonly Payer[];
}) {
  return (
    <Panel heading="What it says">
      <Stack>
        <ul className="rule-sentences">
          {ruleInWords(rule.content).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <KeyValueList
          layout="columns"
          entries={[
            { key: 'for', label: 'For', value: scopeInWords(rule.scope, payers) },
            { key: 'days', label: 'Services', value: daysOfRule(rule) },
            { key: 'source', label: 'Source', value: rule.source },
            { key: 'asOf', label: 'As of', value: formatCivilDate(rule.asOfOn) },
          ]}
        />
      </Stack>
    </Panel>
  );
}

export type BillingRuleScreenProps = { readonly billingRuleId: string };

/** One billing rule in plain words, with its worked examples and what it was before. */
export function BillingRuleScreen({ billingRuleId }: BillingRuleScreenProps) {
  const query = useOperation('billingRules.get', { billingRuleId });
  const payers = useOperation('payers.list', {});
  const mayWrite = useMay('rules.manage');
  if (query.data === undefined || payers.data === undefined)
    return <QueryNotice query={query.data === undefined ? query : payers} what="Billing rule" />;
  const { rule, earlier } = query.data;
  return (
    <Stack gap={5}>
      <PageHeader
        title={rule.title}
        subtitle={`${kindWords[rule.content.kind]}, version ${rule.version}`}
        actions={mayWrite && <RuleActions rule={rule} />}
      />
      {!rule.isActive && (
        <InlineMessage tone="info" title="Switched off: no claim follows this rule" />
      )}
      {rule.isExample && (
        <InlineMessage tone="caution" title="Compare with its source before use">
          This rule came with Caretrail. It summarises a public source and is no coding advice.
        </InlineMessage>
      )}
      <WhatItSays rule={rule} payers={payers.data} />
      <Examples content={rule.content} />
      <RuleHistory rule={rule} earlier={earlier} payers={payers.data} />
    </Stack>
  );
}
