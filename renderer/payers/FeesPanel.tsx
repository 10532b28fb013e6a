import { HandCoins, Plus } from 'lucide-react';
import { useState } from 'react';
import { moneyInWords } from '../../shared/base/money-words.ts';
import type { Fee } from '../../shared/payers/fee.ts';
import type { Payer } from '../../shared/payers/payer.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { Grid } from '../ui/Grid.tsx';
import { Panel } from '../ui/Panel.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { EVERY_PAYER } from './fee-entry.ts';
import { FeeDialog } from './FeeDialog.tsx';
import { daysInWords } from './payer-words.ts';

const columns: readonly Column<Fee>[] = [
  { key: 'code', header: 'Code', isRowHeader: true, render: ({ procedureCode }) => procedureCode },
  {
    key: 'payer',
    header: 'Payer',
    render: ({ payerName }) => <span dir="auto">{payerName ?? EVERY_PAYER}</span>,
  },
  {
    key: 'charge',
    header: 'Charge per unit',
    align: 'end',
    isNoWrap: true,
    render: ({ unitCents }) => moneyInWords(unitCents),
  },
  {
    key: 'days',
    header: 'Days of service',
    render: ({ effectiveFrom, effectiveTo }) => daysInWords(effectiveFrom, effectiveTo),
  },
  { key: 'source', header: 'Source', render: ({ source }) => <span dir="auto">{source}</span> },
];

export type FeesPanelProps = { readonly payers: readonly Payer[]; readonly today: string };

type FeesTableProps = {
  readonly query: ReturnType<typeof useOperation<'fees.list'>>;
  readonly isSearched: boolean;
  readonly onOpen: ((fee: Fee) => void) | undefined;
};

function FeesTable({ query, isSearched, onOpen }: FeesTableProps) {
  if (query.data === undefined) return <QueryNotice query={query} what="Fees" />;
  const { fees, total } = query.data;
  return (
    <>
      <p role="status" className="payers__count">
        {fees.length < total
          ? `${formatCount(total)} fees; the first ${formatCount(fees.length)} are shown`
          : `${formatCount(total)} ${total === 1 ? 'fee' : 'fees'}`}
      </p>
      <DataTable
        caption="Fees"
        isCaptionHidden
        isDense
        columns={columns}
        rows={fees}
        rowKey={({ id }) => id}
        isOutdated={query.isPlaceholderData}
        rowAction={
          onOpen && {
            label: ({ procedureCode, effectiveFrom }) =>
              `${procedureCode}: correct this fee from ${formatCivilDate(effectiveFrom)}`,
            onPress: onOpen,
          }
        }
        emptyState={
          <EmptyState icon={HandCoins} title={isSearched ? 'No such fee' : 'No fees yet'}>
            A claim needs a charge for each code it names.
          </EmptyState>
        }
      />
    </>
  );
}

const ALL = 'all';

/** What each code is charged at, by payer and day, found by the code. */
export function FeesPanel({ payers, today }: FeesPanelProps) {
  const mayWrite = useMay('rules.manage');
  const [search, setSearch] = useState('');
  const [payerId, setPayerId] = useState(ALL);
  const [opened, setOpened] = useState<{ readonly fee: Fee | null } | null>(null);
  const query = useOperation(
    'fees.list',
    { search: search.slice(0, 20), payerId: payerId === ALL ? null : payerId },
    { keepsPrevious: true },
  );
  return (
    <Panel
      heading="Fees"
      actions={
        mayWrite && (
          <Button variant="quiet" icon={Plus} onPress={() => setOpened({ fee: null })}>
            Set a fee
          </Button>
        )
      }
    >
      <Stack gap={3}>
        <Grid minColumnRem={16}>
          <SearchField
            label="Find a code"
            placeholder="The beginning of a code"
            value={search}
            onChange={setSearch}
          />
          <SelectField
            label="Fees of"
            options={[
              { key: ALL, label: 'All payers' },
              ...payers.map(({ id, name }) => ({ key: id, label: name })),
            ]}
            value={payerId}
            onChange={setPayerId}
          />
        </Grid>
        <FeesTable
          query={query}
          isSearched={search !== '' || payerId !== ALL}
          onOpen={mayWrite ? (fee) => setOpened({ fee }) : undefined}
        />
      </Stack>
      {opened !== null && (
        <FeeDialog fee={opened.fee} payers={payers} today={today} onClose={() => setOpened(null)} />
      )}
    </Panel>
  );
}
