import { Plus, Scale } from 'lucide-react';
import { useState } from 'react';
import type { CoverageRule } from '../../shared/coverage/coverage-rule.ts';
import { type OutputOf, useChange, useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { FormNotice } from '../FormNotice.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { effectInWords, limitInWords, sourceInWords } from './coverage-words.ts';
import { CoverageRuleDialog } from './CoverageRuleDialog.tsx';

const columns: readonly Column<CoverageRule>[] = [
  {
    key: 'rule',
    header: 'Rule',
    isRowHeader: true,
    render: ({ payer, title }) => <span dir="auto">{`${payer}: ${title}`}</span>,
  },
  {
    key: 'state',
    header: 'State',
    width: '7rem',
    render: (rule) => (
      <Row isWrapping gap={1}>
        {rule.isExample && <Badge tone="info">Example</Badge>}
        {rule.withdrawnOn !== null && <Badge tone="caution">Withdrawn</Badge>}
        {!rule.isActive && <Badge>Not in force</Badge>}
      </Row>
    ),
  },
  {
    key: 'etiologies',
    header: 'Wounds',
    width: '6.5rem',
    render: ({ etiologies }) => etiologies.join(', '),
  },
  { key: 'limit', header: 'Applications', render: limitInWords },
  {
    key: 'care',
    header: 'Care before',
    render: ({ minConservativeWeeks: weeks }) => (weeks === null ? '' : `${weeks} weeks`),
  },
  { key: 'effect', header: 'In effect', render: effectInWords },
  { key: 'source', header: 'Source', width: '15rem', render: sourceInWords },
];

type Listed = OutputOf<'coverageRules.list'>;

const NONE = 'none';

/** Which rule is looked at where nobody chose another. */
function DefaultRule({ rules, settings }: Listed) {
  const choose = useChange('coverageRules.chooseDefault');
  const [notice, setNotice] = useState<string | null>(null);
  const options = [
    { key: NONE, label: 'None: whoever looks chooses' },
    ...rules
      .filter(({ isActive }) => isActive)
      .map(({ id, payer, title }) => ({ key: id, label: payer, detail: title })),
  ];
  async function save(key: string) {
    const coverageRuleId = key === NONE ? null : key;
    const reply = await choose
      .mutateAsync({ seen: settings.version, coverageRuleId })
      .catch(() => null);
    setNotice(
      reply === null
        ? 'Caretrail did not answer. Please choose again.'
        : reply.ok
          ? null
          : `${reply.failure.message} Please choose again.`,
    );
  }
  return (
    <Panel heading="This site">
      <Stack gap={3}>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <SelectField
          label="Rule that is looked at first"
          description="The payer of a patient is not in the chart yet; on a wound’s page another can be chosen."
          options={options}
          value={settings.defaultRuleId ?? NONE}
          onChange={(key) => void save(key)}
        />
      </Stack>
    </Panel>
  );
}

/** What payers and contractors ask before they cover skin substitutes: dated rows, each with its source. */
export function CoverageRulesScreen() {
  const query = useOperation('coverageRules.list', {});
  const site = useSite();
  const [opened, setOpened] = useState<{ readonly rule: CoverageRule | null } | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Coverage rules"
        subtitle="What payers ask before they cover skin substitutes. Shown as advice with its source; it stops nothing."
        actions={
          <Button variant="primary" icon={Plus} onPress={() => setOpened({ rule: null })}>
            Add a coverage rule
          </Button>
        }
      />
      {query.data === undefined || site === null ? (
        <QueryNotice query={query} what="Coverage rules" />
      ) : (
        <>
          <DefaultRule {...query.data} />
          <Panel isFlush>
            <DataTable
              caption="Coverage rules"
              isCaptionHidden
              isDense
              columns={columns}
              rows={query.data.rules}
              rowKey={({ id }) => id}
              rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
              rowAction={{
                label: ({ payer, title }) => `${payer}: ${title}: change this rule`,
                onPress: (rule) => setOpened({ rule }),
              }}
              emptyState={<EmptyState icon={Scale} title="No coverage rules" />}
            />
          </Panel>
          {opened !== null && (
            <CoverageRuleDialog
              rule={opened.rule}
              today={site.today}
              onClose={() => setOpened(null)}
            />
          )}
        </>
      )}
    </Stack>
  );
}
