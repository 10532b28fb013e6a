import { Plus, ScrollText } from 'lucide-react';
import type { BillingRule, RuleKind } from '../../shared/billing/rules/billing-rule.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { useOperation } from '../client/use-operation.ts';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { daysOfRule, kindWords, scopeInWords } from './rule-words.ts';

function columnsFor(payers: readonly Payer[]): readonly Column<BillingRule>[] {
  return [
    {
      key: 'title',
      header: 'Rule',
      isRowHeader: true,
      width: '24rem',
      render: ({ title }) => <span dir="auto">{title}</span>,
    },
    {
      key: 'for',
      header: 'For',
      render: ({ scope }) => <span dir="auto">{scopeInWords(scope, payers)}</span>,
    },
    { key: 'days', header: 'Services', width: '9rem', render: daysOfRule },
    {
      key: 'source',
      header: 'Source',
      render: ({ source, asOfOn }) => (
        <span dir="auto">
          {source} <span className="rule-muted">(as of {formatCivilDate(asOfOn)})</span>
        </span>
      ),
    },
    {
      key: 'state',
      header: 'State',
      width: '8rem',
      render: ({ isActive, isExample }) => (
        <Row>
          {!isActive && <Badge>Off</Badge>}
          {isExample && <Badge tone="caution">Example</Badge>}
          {isActive && !isExample && 'On'}
        </Row>
      ),
    },
  ];
}

type OfKindProps = {
  readonly kind: RuleKind;
  readonly rules: readonly BillingRule[];
  readonly payers: readonly Payer[];
};

function RulesOfKind({ kind, rules, payers }: OfKindProps) {
  const go = useNavigation((navigation) => navigation.go);
  return (
    <Panel heading={kindWords[kind]} isFlush>
      <DataTable
        caption={kindWords[kind]}
        isCaptionHidden
        columns={columnsFor(payers)}
        rows={rules}
        rowKey={({ id }) => id}
        rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
        rowAction={{
          label: ({ title }) => `${title}: open this rule`,
          onPress: ({ id }) => go({ screen: 'billingRule', billingRuleId: id }),
        }}
      />
    </Panel>
  );
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the literal
const KINDS = Object.keys(kindWords) as RuleKind[];

/** What payers ask of a claim, by kind. */
export function BillingRulesScreen() {
  const query = useOperation('billingRules.list', {});
  const payers = useOperation('payers.list', {});
  const go = useNavigation((navigation) => navigation.go);
  const mayWrite = useMay('rules.manage');
  const rules = query.data;
  const exampleCount =
    rules?.filter(({ isExample, isActive }) => isExample && isActive).length ?? 0;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Billing rules"
        subtitle="What payers ask of a claim, by day of service. A change holds for the next claim."
        actions={
          mayWrite && (
            <Button
              variant="primary"
              icon={Plus}
              onPress={() => go({ screen: 'writeBillingRule', billingRuleId: null })}
            >
              New rule
            </Button>
          )
        }
      />
      {exampleCount > 0 && (
        <InlineMessage tone="caution" title="Compare the examples with their sources before use">
          {exampleCount} of the rules that are on came with Caretrail. They summarise public sources
          and are no coding advice.
        </InlineMessage>
      )}
      {rules === undefined || payers.data === undefined ? (
        <QueryNotice query={rules === undefined ? query : payers} what="Billing rules" />
      ) : rules.length === 0 ? (
        <EmptyState icon={ScrollText} title="No billing rules">
          Without rules no claim is ready.
        </EmptyState>
      ) : (
        KINDS.map((kind) => ({ kind, of: rules.filter(({ content }) => content.kind === kind) }))
          .filter(({ of }) => of.length > 0)
          .map(({ kind, of }) => (
            <RulesOfKind key={kind} kind={kind} rules={of} payers={payers.data} />
          ))
      )}
    </Stack>
  );
}
