import { Plus, Printer } from 'lucide-react';
import { useState } from 'react';
import type { PrintOffset } from '../../shared/billing-paper/print-offset.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Stack } from '../ui/Stack.tsx';
import { AlignmentPanel } from './AlignmentPanel.tsx';
import { offsetInWords } from './offset-entry.ts';
import { PrintOffsetDialog } from './PrintOffsetDialog.tsx';
import { RemoveOffsetButton } from './RemoveOffsetButton.tsx';

const columns: readonly Column<PrintOffset>[] = [
  {
    key: 'printer',
    header: 'Printer',
    isRowHeader: true,
    render: ({ printerName }) => <span dir="auto">{printerName}</span>,
  },
  { key: 'offset', header: 'The print is moved', render: offsetInWords },
  {
    key: 'remove',
    header: <span className="visually-hidden">Remove</span>,
    width: '8rem',
    render: (offset) => <RemoveOffsetButton offset={offset} />,
  },
];

type PrintersPanelProps = {
  readonly offsets: readonly PrintOffset[];
  readonly onOpen: (offset: PrintOffset) => void;
};

function PrintersPanel({ offsets, onOpen }: PrintersPanelProps) {
  return (
    <Panel isFlush>
      <DataTable
        caption="Printers"
        isCaptionHidden
        columns={columns}
        rows={offsets}
        rowKey={({ id }) => id}
        rowAction={{
          label: ({ printerName }) => `${printerName}: correct this printer`,
          onPress: onOpen,
        }}
        emptyState={
          <EmptyState icon={Printer} title="No printers yet">
            Without one, claim forms are printed where the standard puts them. Make the alignment
            page to see whether that is enough.
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** How each printer is off on the printed claim form, and the page that shows it. */
export function ClaimPrintingScreen() {
  const query = useOperation('printOffsets.list', {});
  const [opened, setOpened] = useState<{ readonly offset: PrintOffset | null } | null>(null);
  return (
    <Stack gap={5}>
      <PageHeader
        title="Claim form printing"
        subtitle="How each printer is off when data is printed on the red form (CMS-1500)"
        actions={
          <Button variant="primary" icon={Plus} onPress={() => setOpened({ offset: null })}>
            Add a printer
          </Button>
        }
      />
      {query.data === undefined ? (
        <QueryNotice query={query} what="Printers" />
      ) : (
        <>
          <PrintersPanel offsets={query.data} onOpen={(offset) => setOpened({ offset })} />
          <AlignmentPanel offsets={query.data} />
          {opened !== null && (
            <PrintOffsetDialog offset={opened.offset} onClose={() => setOpened(null)} />
          )}
        </>
      )}
    </Stack>
  );
}
