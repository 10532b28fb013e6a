import { ReceiptText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { moneyInWords } from '../../shared/base/money-words.ts';
import { type DeskState, deskStates } from '../../shared/billing/claim-state.ts';
import type { DeskRow } from '../../shared/claims/claim-shapes.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { type DayRange, rangeProblem } from '../day-range.ts';
import { RangeFields } from '../RangeFields.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { ClaimDialog } from './ClaimDialog.tsx';
import { ClaimDraftDialog } from './ClaimDraftDialog.tsx';
import { deskStateWords, nothingInState } from './claim-words.ts';
import { MakeClaimsPanel } from './MakeClaimsPanel.tsx';
import { MarkDialog } from './MarkDialog.tsx';

const head: readonly Column<DeskRow>[] = [
  {
    key: 'patient',
    header: 'Patient',
    isRowHeader: true,
    render: ({ patientName }) => <span dir="auto">{patientName}</span>,
  },
  { key: 'mrn', header: 'MRN', isNoWrap: true, render: ({ mrn }) => mrn ?? '' },
  {
    key: 'served',
    header: 'Day',
    isNoWrap: true,
    render: ({ servedOn }) => formatCivilDate(servedOn),
  },
  {
    key: 'product',
    header: 'Product',
    render: ({ productName }) => <span dir="auto">{productName}</span>,
  },
  {
    key: 'payer',
    header: 'Payer',
    render: ({ payerName }) => <span dir="auto">{payerName ?? 'None'}</span>,
  },
];

const charge: Column<DeskRow> = {
  key: 'charge',
  header: 'Claim',
  align: 'end',
  isNoWrap: true,
  render: ({ claimCents }) => (claimCents === null ? '' : moneyInWords(claimCents)),
};

const missing: Column<DeskRow> = {
  key: 'missing',
  header: 'What is missing',
  render: ({ problems }) => (
    <ul className="claim-missing">
      {problems.map(({ code, about, message }) => (
        <li key={`${code} ${about ?? ''} ${message}`}>
          <TriangleAlert size={16} aria-hidden /> {about === null ? '' : `${about}: `}
          {message}
        </li>
      ))}
    </ul>
  ),
};

const why: Column<DeskRow> = {
  key: 'why',
  header: 'Why',
  render: ({ reasons }) => reasons.join(' '),
};

function columnsOf(state: DeskState): readonly Column<DeskRow>[] {
  if (state === 'notReady') return [...head, missing];
  if (state === 'rejected') return [...head, charge, why];
  if (state === 'billedOutside' || state === 'notBillable') return [...head.slice(0, 4), why];
  return [...head, charge];
}

/** The treatments of some days by where their billing stands, and what is to be done with each. */
export function DeskPanel(props: {
  readonly range: DayRange;
  readonly onRange: (range: DayRange) => void;
}) {
  const { range, onRange } = props;
  const [state, setState] = useState<DeskState>('notReady');
  const isRange = rangeProblem(range) === null;
  const query = useOperation(
    'claims.desk',
    { ...range, state },
    { enabled: isRange, keepsPrevious: true },
  );
  const desk = query.data;
  return (
    <Stack gap={5}>
      <Panel>
        <RangeFields range={range} onChange={onRange} />
      </Panel>
      <Tabs
        label="Where billing stands"
        selectedKey={state}
        onSelect={setState}
        tabs={deskStates.map((key) => ({
          key,
          label: deskStateWords[key],
          count: desk?.counts[key],
          content:
            desk === undefined || query.isPlaceholderData ? (
              <QueryNotice query={query} what="The billing desk" />
            ) : (
              <StateContent state={key} desk={desk} range={range} />
            ),
        }))}
      />
    </Stack>
  );
}

/** A claim is billed again as a whole: every treatment that was on it. */
function sharing(rows: readonly DeskRow[], { claimKey }: DeskRow): readonly string[] {
  return rows
    .filter((row) => row.claimKey === claimKey)
    .map(({ treatmentRecordId }) => treatmentRecordId);
}

type StateContentProps = {
  readonly state: DeskState;
  readonly desk: OutputOf<'claims.desk'>;
  readonly range: DayRange;
};

function StateContent({ state, desk, range }: StateContentProps) {
  const [open, setOpen] = useState<DeskRow | null>(null);
  const [cleared, setCleared] = useState<DeskRow | null>(null);
  const isMarked = state === 'billedOutside' || state === 'notBillable';
  const isAgain = isMarked || state === 'rejected';
  const again: Column<DeskRow> = {
    key: 'again',
    header: <span className="visually-hidden">Bill again</span>,
    render: (row) => (
      <Button
        aria-label={`Bill again: ${row.patientName}, ${formatCivilDate(row.servedOn)}`}
        onPress={() => setCleared(row)}
      >
        Bill again…
      </Button>
    ),
  };
  return (
    <Stack>
      {desk.isCut && (
        <InlineMessage tone="caution" title="More than 1,000 treatments">
          The oldest 1,000 are shown. Narrow the days to see the others.
        </InlineMessage>
      )}
      {state === 'ready' && <MakeClaimsPanel payers={desk.readyPayers} range={range} />}
      <Panel isFlush>
        <DataTable
          caption={deskStateWords[state]}
          isCaptionHidden
          columns={isAgain ? [...columnsOf(state), again] : columnsOf(state)}
          rows={desk.rows}
          rowKey={({ treatmentRecordId }) => treatmentRecordId}
          rowAction={{
            label: (row) => `${row.patientName}: show the claim`,
            onPress: setOpen,
          }}
          emptyState={<EmptyState icon={ReceiptText} title={nothingInState[state]} />}
        />
      </Panel>
      {open !== null && open.claimId !== null && (
        <ClaimDialog claimId={open.claimId} onClose={() => setOpen(null)} />
      )}
      {open !== null && open.claimId === null && (
        <ClaimDraftDialog row={open} onClose={() => setOpen(null)} />
      )}
      {cleared !== null && (
        <MarkDialog
          mark="cleared"
          treatmentRecordIds={sharing(desk.rows, cleared)}
          onClose={() => setCleared(null)}
          onDone={() => setCleared(null)}
        />
      )}
    </Stack>
  );
}
