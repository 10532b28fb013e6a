import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { CountLine, StockCount } from '../../shared/inventory/stock-contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { leaveTo } from '../leave-to.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { CountEntryDialog, type PackToCount } from './CountEntryDialog.tsx';
import { ScanToCount } from './ScanToCount.tsx';
import { expiryInWords, unitTitle } from './stock-words.ts';

const numberOr = (count: number | null) => (count === null ? '–' : formatCount(count));

const columns: readonly Column<CountLine>[] = [
  {
    key: 'product',
    header: 'Product',
    isRowHeader: true,
    render: ({ productName, unit }) => productName ?? unit.productId,
  },
  { key: 'unit', header: 'Lot and serial', render: ({ unit }) => unitTitle(unit) },
  {
    key: 'expires',
    header: 'Expires',
    isNoWrap: true,
    render: ({ unit }) => expiryInWords(unit.expiresOn),
  },
  {
    key: 'counted',
    header: 'Counted',
    align: 'end',
    render: ({ countedPieces }) => numberOr(countedPieces),
  },
  {
    key: 'expected',
    header: 'By the movements',
    align: 'end',
    render: ({ expectedPieces }) => numberOr(expectedPieces),
  },
  { key: 'state', header: 'To do', render: (line) => <LineState {...line} /> },
];

function LineState({ countedPieces, expectedPieces, reason }: CountLine) {
  if (countedPieces === null) return <Badge tone="info">To count</Badge>;
  if (countedPieces === expectedPieces) return <Badge tone="success">Agrees</Badge>;
  return reason === null ? <Badge tone="caution">Reason missing</Badge> : <>{reason}</>;
}

type EndProps = {
  readonly count: StockCount;
  readonly onProblem: (words: string | null) => void;
};

/** Carries the count out, or breaks it off. */
function CountEnd({ count, onProblem }: EndProps) {
  const [isAbandoning, setAbandoning] = useState(false);
  const close = useChange('counts.close');
  const abandon = useChange('counts.abandon');
  async function carryOut(): Promise<void> {
    onProblem(null);
    const reply = await close.mutateAsync({ countId: count.id });
    if (!reply.ok) onProblem(reply.failure.message);
  }
  async function breakOff(): Promise<void> {
    setAbandoning(false);
    const reply = await abandon.mutateAsync({ countId: count.id });
    if (!reply.ok) onProblem(reply.failure.message);
  }
  return (
    <Row>
      <Button
        variant="primary"
        size="large"
        isPending={close.isPending}
        onPress={() => void carryOut()}
      >
        Carry out the count
      </Button>
      <Button size="large" onPress={() => setAbandoning(true)}>
        Break off
      </Button>
      <ConfirmDialog
        isOpen={isAbandoning}
        title="Break this count off?"
        confirmLabel="Break off"
        tone="danger"
        onConfirm={() => void breakOff()}
        onCancel={() => setAbandoning(false)}
      >
        It adjusts nothing. What was counted stays readable.
      </ConfirmDialog>
    </Row>
  );
}

const NOT_LISTED: PackToCount = { unit: null, line: null, scanned: null };

type CountViewProps = { readonly count: StockCount };

function CountView({ count }: CountViewProps) {
  const [counting, setCounting] = useState<PackToCount | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const mayAdjust = useMay('stock.adjust');
  const isOpen = count.closedAt === null && mayAdjust;
  return (
    <>
      {problem !== null && <FormNotice>{problem}</FormNotice>}
      {isOpen && <ScanToCount lines={count.lines} onCount={setCounting} />}
      <Panel
        heading="What lies there"
        isFlush
        actions={
          isOpen && (
            <Button onPress={() => setCounting(NOT_LISTED)}>Add a pack that is not listed</Button>
          )
        }
      >
        <DataTable
          caption="Packs of this place"
          isCaptionHidden
          columns={columns}
          rows={count.lines}
          rowKey={({ unit }) => unit.id}
          {...(isOpen && {
            rowAction: {
              label: ({ unit, productName }: CountLine) =>
                `${productName ?? unit.productId}: count ${unitTitle(unit)}`,
              onPress: (line: CountLine) => setCounting({ unit: line.unit, line, scanned: null }),
            },
          })}
          emptyState={<EmptyState title="By the movements nothing lies there" />}
        />
      </Panel>
      {isOpen && <CountEnd count={count} onProblem={setProblem} />}
      {counting && (
        <CountEntryDialog countId={count.id} pack={counting} onClose={() => setCounting(null)} />
      )}
    </>
  );
}

/** A physical count: one pack after the other, what is expected hidden until it is counted. */
export function CountScreen({ countId }: { readonly countId: string }) {
  const counts = useOperation('counts.list', { limit: 100 });
  const count = counts.data?.find(({ id }) => id === countId);
  return (
    <Stack gap={5}>
      <PageHeader
        title={count ? `Count of ${apart(count.locationName)}` : 'Count'}
        subtitle={count?.closedAt ? `Closed by ${apart(count.closedByName ?? '')}` : 'Goes on'}
        actions={
          <Button icon={ArrowLeft} onPress={() => leaveTo({ screen: 'stock' })}>
            All stock
          </Button>
        }
      />
      {count ? <CountView count={count} /> : <QueryNotice query={counts} what="The count" />}
    </Stack>
  );
}
