import { Plus, UserRoundCheck } from 'lucide-react';
import { useState } from 'react';
import type { ScopeRule } from '../../shared/scope/contract.ts';
import { allowedInWords } from '../../shared/scope/scope-rule.ts';
import { ActiveButton } from '../ActiveButton.tsx';
import { useChange, useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ScopeRuleDialog } from './ScopeRuleDialog.tsx';

function InForce({ rule }: { readonly rule: ScopeRule }) {
  const change = useChange('scopeRules.setActive');
  const { id: scopeRuleId, version: seen, name, isActive: isActiveNow } = rule;
  return (
    <>
      {!isActiveNow && <Badge>Not in force</Badge>}
      <ActiveButton
        name={name}
        isActive={isActiveNow}
        isPending={change.isPending}
        send={(isActive) => change.mutateAsync({ scopeRuleId, seen, isActive })}
      />
    </>
  );
}

const columns: readonly Column<ScopeRule>[] = [
  {
    key: 'name',
    header: 'What it is about',
    isRowHeader: true,
    render: ({ name }) => <bdi>{name}</bdi>,
  },
  {
    key: 'terms',
    header: 'Words and codes',
    render: ({ terms }) => <span dir="auto">{terms.join(', ')}</span>,
  },
  { key: 'allowed', header: 'Recorded by', render: allowedInWords },
  { key: 'state', header: 'In force', render: (rule) => <InForce rule={rule} /> },
];

/** What only some may record as done, by role and credential. */
export function ScopeRulesScreen() {
  const rules = useOperation('scopeRules.list', {});
  const [opened, setOpened] = useState<{ readonly rule: ScopeRule | null } | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Scope of practice"
        subtitle="What only some may record as done. States differ: compare these rules with yours"
        actions={
          <Button variant="primary" icon={Plus} onPress={() => setOpened({ rule: null })}>
            Add a rule
          </Button>
        }
      />
      {rules.data === undefined ? (
        <QueryNotice query={rules} what="Rules" />
      ) : (
        <Panel isFlush>
          <DataTable
            caption="Rules, those in force first"
            isCaptionHidden
            columns={columns}
            rows={rules.data}
            rowKey={({ id }) => id}
            rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
            rowAction={{
              label: ({ name }) => `${name}: change this rule`,
              onPress: (rule) => setOpened({ rule }),
            }}
            emptyState={
              <EmptyState icon={UserRoundCheck} title="No rules">
                Whoever records treatments may record any procedure.
              </EmptyState>
            }
          />
        </Panel>
      )}
      {opened !== null && <ScopeRuleDialog rule={opened.rule} onClose={() => setOpened(null)} />}
    </Stack>
  );
}
