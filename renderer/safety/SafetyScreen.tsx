import { Plus, ShieldAlert } from 'lucide-react';
import { useState } from 'react';
import type { Contraindication, Recall } from '../../shared/safety/contract.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { RecallDialog } from './RecallDialog.tsx';
import { RuleDialog } from './RuleDialog.tsx';
import { recalledInWords, targetInWords, whenInWords } from './safety-words.ts';

function InForce({ isActive }: { readonly isActive: boolean }) {
  return isActive ? 'Yes' : <Badge>No</Badge>;
}

const recallColumns: readonly Column<Recall>[] = [
  {
    key: 'product',
    header: 'Product',
    isRowHeader: true,
    render: (recall) => <span dir="auto">{recall.productName ?? recall.productId}</span>,
  },
  { key: 'packs', header: 'Which packs', render: recalledInWords },
  { key: 'reason', header: 'Why', render: ({ reason }) => reason },
  { key: 'source', header: 'Source', render: ({ source }) => source },
  {
    key: 'since',
    header: 'Since',
    isNoWrap: true,
    render: ({ sinceOn }) => formatCivilDate(sinceOn),
  },
  { key: 'state', header: 'In force', render: ({ isActive }) => <InForce isActive={isActive} /> },
];

const ruleColumns: readonly Column<Contraindication>[] = [
  {
    key: 'about',
    header: 'About',
    isRowHeader: true,
    render: (rule) => <span dir="auto">{targetInWords(rule)}</span>,
  },
  { key: 'when', header: 'Applies to', render: whenInWords },
  { key: 'condition', header: 'What to think about', render: ({ condition }) => condition },
  {
    key: 'source',
    header: 'Source',
    render: ({ source, asOfOn }) => `${source}, as of ${formatCivilDate(asOfOn)}`,
  },
  {
    key: 'state',
    header: 'In force',
    render: ({ isActive, isExample }) => (
      <Row isWrapping gap={1}>
        <InForce isActive={isActive} />
        {isExample && <Badge tone="info">Example</Badge>}
      </Row>
    ),
  },
];

type Opened<Thing> = { readonly thing: Thing | null } | null;

function RecallsSection({ today }: { readonly today: string }) {
  const recalls = useOperation('recalls.list', {});
  const mayChange = useMay('products.write');
  const [opened, setOpened] = useState<Opened<Recall>>(null);
  return (
    <Panel
      heading="Recalls"
      isFlush
      actions={
        mayChange && (
          <Button icon={Plus} onPress={() => setOpened({ thing: null })}>
            Enter a recall
          </Button>
        )
      }
    >
      {recalls.data === undefined ? (
        <QueryNotice query={recalls} what="Recalls" />
      ) : (
        <DataTable
          caption="Recalls"
          isCaptionHidden
          isDense
          columns={recallColumns}
          rows={recalls.data}
          rowKey={({ id }) => id}
          rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
          {...(mayChange && {
            rowAction: {
              label: (recall: Recall) =>
                `${recall.productName ?? recall.productId}: change this recall`,
              onPress: (recall: Recall) => setOpened({ thing: recall }),
            },
          })}
          emptyState={
            <EmptyState icon={ShieldAlert} title="No recalls">
              A recalled product or lot stops at the bedside before it is opened.
            </EmptyState>
          }
        />
      )}
      {opened !== null && (
        <RecallDialog recall={opened.thing} today={today} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}

function RulesSection({ today }: { readonly today: string }) {
  const rules = useOperation('contraindications.list', {});
  const mayChange = useMay('rules.manage');
  const [opened, setOpened] = useState<Opened<Contraindication>>(null);
  return (
    <Panel
      heading="Contraindications"
      isFlush
      actions={
        mayChange && (
          <Button icon={Plus} onPress={() => setOpened({ thing: null })}>
            Add a contraindication
          </Button>
        )
      }
    >
      {rules.data === undefined ? (
        <QueryNotice query={rules} what="Contraindications" />
      ) : (
        <DataTable
          caption="Contraindications"
          isCaptionHidden
          isDense
          columns={ruleColumns}
          rows={rules.data}
          rowKey={({ id }) => id}
          rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
          {...(mayChange && {
            rowAction: {
              label: (rule: Contraindication) => `${targetInWords(rule)}: change this rule`,
              onPress: (rule: Contraindication) => setOpened({ thing: rule }),
            },
          })}
          emptyState={<EmptyState icon={ShieldAlert} title="No contraindications" />}
        />
      )}
      {opened !== null && (
        <RuleDialog rule={opened.thing} today={today} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}

/** What stops a product at the bedside besides allergies: recalls, and the site's own rules. */
export function SafetyScreen() {
  const site = useSite();
  return (
    <Stack gap={5}>
      <PageHeader
        title="Product safety"
        subtitle="What stops a product at the bedside until a reason is given, besides allergies and expiry"
      />
      {site !== null && (
        <>
          <RecallsSection today={site.today} />
          <RulesSection today={site.today} />
        </>
      )}
    </Stack>
  );
}
