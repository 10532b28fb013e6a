import { Landmark, Plus } from 'lucide-react';
import { useState } from 'react';
import { filingInWords, type Payer } from '../../shared/payers/payer.ts';
import { addressInWords } from '../../shared/payers/postal-address.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { FeesPanel } from './FeesPanel.tsx';
import { PayerActiveButton } from './PayerActiveButton.tsx';
import { PayerDialog } from './PayerDialog.tsx';

const columns: readonly Column<Payer>[] = [
  {
    key: 'name',
    header: 'Payer',
    isRowHeader: true,
    render: ({ name }) => <span dir="auto">{name}</span>,
  },
  { key: 'code', header: 'Payer ID', render: ({ payerCode }) => payerCode },
  { key: 'kind', header: 'Kind', render: ({ filingCode }) => filingInWords(filingCode) },
  {
    key: 'address',
    header: 'Address',
    render: (payer) => <span dir="auto">{addressInWords(payer)}</span>,
  },
  {
    key: 'state',
    header: 'State',
    width: '8rem',
    render: ({ isActive }) => (isActive ? 'In use' : <Badge>Not in use</Badge>),
  },
];

const changing: Column<Payer> = {
  key: 'change',
  header: <span className="visually-hidden">Use</span>,
  render: (payer) => <PayerActiveButton payer={payer} />,
};

type PayersPanelProps = {
  readonly payers: readonly Payer[];
  readonly onOpen: (payer: Payer) => void;
};

function PayersTable({ payers, onOpen }: PayersPanelProps) {
  const mayWrite = useMay('rules.manage');
  return (
    <Panel isFlush>
      <DataTable
        caption="Payers"
        isCaptionHidden
        columns={mayWrite ? [...columns, changing] : columns}
        rows={payers}
        rowKey={({ id }) => id}
        rowTone={({ isActive }) => (isActive ? undefined : 'muted')}
        rowAction={
          mayWrite
            ? { label: ({ name }) => `${name}: correct this payer`, onPress: onOpen }
            : undefined
        }
        emptyState={
          <EmptyState icon={Landmark} title="No payers yet">
            Insurance in a chart names one of them.
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** Who pays, and what is charged. */
export function PayersScreen() {
  const query = useOperation('payers.list', {});
  const site = useSite();
  const mayWrite = useMay('rules.manage');
  const [opened, setOpened] = useState<{ readonly payer: Payer | null } | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Payers and fees"
        subtitle="Who pays, how claims name them, and what one unit of each code is charged at."
        actions={
          mayWrite && (
            <Button variant="primary" icon={Plus} onPress={() => setOpened({ payer: null })}>
              Add a payer
            </Button>
          )
        }
      />
      {query.data === undefined || site === null ? (
        <QueryNotice query={query} what="Payers" />
      ) : (
        <>
          <PayersTable payers={query.data} onOpen={(payer) => setOpened({ payer })} />
          <FeesPanel payers={query.data} today={site.today} />
          {opened !== null && <PayerDialog payer={opened.payer} onClose={() => setOpened(null)} />}
        </>
      )}
    </Stack>
  );
}
