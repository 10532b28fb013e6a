import { FileOutput } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import { moneyInWords } from '../../shared/base/money-words.ts';
import type { ClaimBatch, ClaimInBatch } from '../../shared/claims/claim-shapes.ts';
import { rangeWords } from '../day-range.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { ClaimBatchFile } from './ClaimBatchFile.tsx';
import { ClaimDialog } from './ClaimDialog.tsx';
import { claimStateTones, claimStateWords } from './claim-words.ts';
import { RenderPanel } from './RenderPanel.tsx';

function answersOf({ claimCount, acknowledged, rejected, ended }: ClaimBatch): string {
  const open = claimCount - acknowledged - rejected - ended;
  return [
    acknowledged > 0 ? `${formatCount(acknowledged)} acknowledged` : '',
    rejected > 0 ? `${formatCount(rejected)} rejected` : '',
    ended > 0 ? `${formatCount(ended)} ended` : '',
    open > 0 ? `${formatCount(open)} without an answer` : '',
  ]
    .filter((words) => words !== '')
    .join(', ');
}

function columns(timeZone: string | undefined): readonly Column<ClaimBatch>[] {
  return [
    {
      key: 'file',
      header: 'File',
      isRowHeader: true,
      render: ({ interchangeNumber }) => String(interchangeNumber).padStart(9, '0'),
    },
    {
      key: 'payer',
      header: 'Payer',
      render: ({ payerName }) => <span dir="auto">{payerName}</span>,
    },
    { key: 'days', header: 'Days of service', render: rangeWords },
    {
      key: 'count',
      header: 'Claims',
      align: 'end',
      render: ({ claimCount }) => formatCount(claimCount),
    },
    {
      key: 'total',
      header: 'Total',
      align: 'end',
      isNoWrap: true,
      render: ({ totalCents }) => moneyInWords(totalCents),
    },
    {
      key: 'made',
      header: 'Made',
      render: ({ madeAt, madeByName }) =>
        `${formatInstant(madeAt, timeZone)}, ${apart(madeByName)}`,
    },
    { key: 'answers', header: 'Answers', render: answersOf },
    { key: 'save', header: 'Save', render: (batch) => <ClaimBatchFile batch={batch} /> },
  ];
}

/** The batches of claims, newest first, each with its file and its claims. */
export function ClaimBatchesPanel() {
  const query = useOperation('claims.listBatches', {});
  const site = useSite();
  const [openId, setOpenId] = useState<string | null>(null);
  if (query.data === undefined) return <QueryNotice query={query} what="Past batches" />;
  return (
    <Panel heading="Batches of claims" isFlush>
      <DataTable
        caption="Batches of claims"
        isCaptionHidden
        isDense
        columns={columns(site?.timeZone)}
        rows={query.data}
        rowKey={({ id }) => id}
        rowAction={{
          label: ({ interchangeNumber }) =>
            `${String(interchangeNumber).padStart(9, '0')}: show its claims`,
          onPress: ({ id }) => setOpenId(id),
        }}
        emptyState={
          <EmptyState icon={FileOutput} title="No claims went out yet">
            Each file of claims is kept here as a batch that never changes.
          </EmptyState>
        }
      />
      {openId !== null && <BatchDialog batchId={openId} onClose={() => setOpenId(null)} />}
    </Panel>
  );
}

const claimColumns: readonly Column<ClaimInBatch>[] = [
  {
    key: 'number',
    header: 'Claim',
    isRowHeader: true,
    render: ({ controlNumber }) => controlNumber,
  },
  {
    key: 'patient',
    header: 'Patient',
    render: ({ patientName }) => <span dir="auto">{patientName}</span>,
  },
  { key: 'served', header: 'Day', render: ({ servedOn }) => formatCivilDate(servedOn) },
  {
    key: 'total',
    header: 'Total',
    align: 'end',
    render: ({ totalCents }) => moneyInWords(totalCents),
  },
  {
    key: 'state',
    header: 'State',
    render: ({ state }) => <Badge tone={claimStateTones[state]}>{claimStateWords[state]}</Badge>,
  },
];

const CLAIMS_A_PAGE = 200;

function BatchDialog(props: { readonly batchId: string; readonly onClose: () => void }) {
  const { batchId, onClose } = props;
  const [starts, setStarts] = useState<readonly number[]>([0]);
  const after = starts.at(-1) ?? 0;
  const query = useOperation('claims.batch', { batchId, after, limit: CLAIMS_A_PAGE });
  const [openId, setOpenId] = useState<string | null>(null);
  const claims = query.data?.claims ?? [];
  const last = claims.at(-1);
  return (
    <>
      <Dialog
        isOpen={openId === null}
        title="Claims of a batch"
        size="large"
        onClose={onClose}
        actions={
          <>
            {starts.length > 1 && (
              <Button onPress={() => setStarts(starts.slice(0, -1))}>Claims before these</Button>
            )}
            {claims.length === CLAIMS_A_PAGE && last !== undefined && (
              <Button onPress={() => setStarts([...starts, last.position])}>Further claims</Button>
            )}
            <Button variant="primary" onPress={onClose}>
              Close
            </Button>
          </>
        }
      >
        {query.data === undefined ? (
          <QueryNotice query={query} what="The batch" />
        ) : (
          <Stack>
            <DataTable
              caption="Claims"
              isCaptionHidden
              isDense
              columns={claimColumns}
              rows={claims}
              rowKey={({ id }) => id}
              rowAction={{
                label: ({ controlNumber }) => `${controlNumber}: show the claim`,
                onPress: ({ id }) => setOpenId(id),
              }}
            />
            <RenderPanel batch={query.data.batch} />
          </Stack>
        )}
      </Dialog>
      {openId !== null && <ClaimDialog claimId={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}
