import { PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { Receipt, ReceiptLine } from '../../shared/receipts/contract.ts';
import { labelInWords } from '../../shared/inventory/unit-label.ts';
import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { useMay } from '../signed-in.ts';
import { RecordSync, useRecordStates } from '../sync/RecordSyncPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount, formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DecideDialog } from './DecideDialog.tsx';
import { conditionInWords, decisionInWords } from './receipt-words.ts';

type Deciding = { readonly line: ReceiptLine; readonly isAccepted: boolean };

function packOf({ unit, productName }: ReceiptLine): string {
  const label = labelInWords(unit);
  const product = productName ?? unit.productId;
  return label === null ? product : `${product}, ${label}`;
}

type DecisionProps = {
  readonly line: ReceiptLine;
  readonly onDecide: ((deciding: Deciding) => void) | null;
};

function Decision({ line, onDecide }: DecisionProps) {
  if (line.isAccepted !== null || onDecide === null) return <>{decisionInWords(line)}</>;
  return (
    <Row>
      <Button
        variant="primary"
        aria-label={`Accept ${packOf(line)}`}
        onPress={() => onDecide({ line, isAccepted: true })}
      >
        Accept
      </Button>
      <Button
        aria-label={`Reject ${packOf(line)}`}
        onPress={() => onDecide({ line, isAccepted: false })}
      >
        Reject
      </Button>
    </Row>
  );
}

function columnsFor(onDecide: DecisionProps['onDecide']): readonly Column<ReceiptLine>[] {
  return [
    { key: 'pack', header: 'Product, lot and serial', isRowHeader: true, render: packOf },
    { key: 'pieces', header: 'Pieces', align: 'end', render: ({ pieces }) => formatCount(pieces) },
    {
      key: 'expires',
      header: 'Expires',
      isNoWrap: true,
      render: ({ expiresOn }) => (expiresOn === null ? '–' : formatCivilDate(expiresOn)),
    },
    {
      key: 'condition',
      header: 'As it came',
      render: (line) => (
        <>
          {conditionInWords(line)}
          {line.note !== null && (
            <>
              {' '}
              <Badge tone="caution">Noted</Badge> {line.note}
            </>
          )}
        </>
      ),
    },
    { key: 'order', header: 'Order', render: ({ orderNumber }) => orderNumber ?? '–' },
    {
      key: 'decision',
      header: 'Decision',
      render: (line) => <Decision line={line} onDecide={onDecide} />,
    },
  ];
}

function headOf(receipt: Receipt, timeZone: string | undefined): string {
  const from = receipt.supplier === null ? 'Received' : `From ${receipt.supplier}`;
  const reference = receipt.reference === null ? '' : ` · ${receipt.reference}`;
  return `${from} · ${formatInstant(receipt.receivedAt, timeZone)} · ${apart(receipt.receivedByName)}${reference}`;
}

export type ReceiptsPanelProps = {
  /** True: only what waits in quarantine until somebody decides. */
  readonly onlyWaiting: boolean;
};

/** What came in, the newest first. */
export function ReceiptsPanel({ onlyWaiting }: ReceiptsPanelProps) {
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const receipts = useOperation('receipts.list', { onlyWaiting });
  const site = useSite();
  const mayMove = useMay('stock.move');
  const ids = receipts.data?.receipts.map(({ id }) => id) ?? [];
  const syncStates = useRecordStates('receipts', ids);
  if (receipts.data === undefined) return <QueryNotice query={receipts} what="Receipts" />;
  if (receipts.data.receipts.length === 0)
    return (
      <EmptyState
        icon={PackageCheck}
        title={onlyWaiting ? 'Nothing waits to be accepted' : 'Nothing was received yet'}
      />
    );
  return (
    <Stack>
      {receipts.data.receipts.map((receipt) => (
        <Panel
          key={receipt.id}
          heading={headOf(receipt, site?.timeZone)}
          actions={<RecordSync state={syncStates.get(receipt.id)} which="Receipt" />}
          isFlush
        >
          <DataTable
            caption={headOf(receipt, site?.timeZone)}
            isCaptionHidden
            columns={columnsFor(mayMove ? setDeciding : null)}
            rows={receipt.lines.filter(({ isAccepted }) => !onlyWaiting || isAccepted === null)}
            rowKey={({ id }) => id}
            rowTone={({ isAccepted }) => (isAccepted === false ? 'muted' : undefined)}
          />
        </Panel>
      ))}
      {deciding && (
        <DecideDialog
          key={`${deciding.line.id} ${deciding.isAccepted}`}
          {...deciding}
          what={packOf(deciding.line)}
          onClose={() => setDeciding(null)}
        />
      )}
    </Stack>
  );
}
