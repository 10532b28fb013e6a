import { apart } from '../../shared/base/apart.ts';
import type { BillingRule } from '../../shared/billing/rules/billing-rule.ts';
import type { ReplacedRule } from '../../shared/billing-rules/contract.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { useSite } from '../client/use-site.ts';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { changesOf, type RuleChange } from './rule-changes.ts';

const columns: readonly Column<RuleChange>[] = [
  { key: 'field', header: 'What', width: '10rem', isRowHeader: true, render: ({ label }) => label },
  { key: 'was', header: 'Before', render: ({ was }) => <span dir="auto">{was}</span> },
  { key: 'is', header: 'After', render: ({ is }) => <span dir="auto">{is}</span> },
];

export type RuleHistoryProps = {
  readonly rule: BillingRule;
  /** What it was before each change, newest first. */
  readonly earlier: readonly ReplacedRule[];
  readonly payers: readonly Payer[];
};

/** What each change of a rule made different, newest first. */
export function RuleHistory({ rule, earlier, payers }: RuleHistoryProps) {
  const site = useSite();
  const stands: readonly BillingRule[] = [rule, ...earlier];
  return (
    <Panel heading="History">
      {earlier.length === 0 ? (
        <p>It was never changed.</p>
      ) : (
        <Stack>
          {earlier.map((was, index) => (
            <DataTable
              key={was.version}
              caption={`Version ${was.version + 1}, ${formatInstant(was.replacedAt, site?.timeZone ?? 'UTC')}, by ${apart(was.replacedByName)}`}
              isDense
              columns={columns}
              rows={changesOf(was, stands[index] ?? rule, payers)}
              rowKey={({ key }) => key}
              emptyState={<p>Nothing that shows here.</p>}
            />
          ))}
        </Stack>
      )}
    </Panel>
  );
}
