import { Scale } from 'lucide-react';
import { useState } from 'react';
import { line } from '../../shared/base/text.ts';
import { type Disagreement, disagreementWords } from '../../shared/inventory/disagreement.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { useNavigation } from '../navigation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { readTyped } from '../read-typed.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { useEntry } from '../use-entry.ts';

type SettleDialogProps = { readonly disagreement: Disagreement; readonly onClose: () => void };

const shape = { note: line(500) };

/** Says what came of a disagreement. Mount it to open. */
function SettleDialog({ disagreement, onClose }: SettleDialogProps) {
  const settle = useChange('stock.settle');
  const form = useEntry({
    keptAs: `settle ${disagreement.key}`,
    start: { entry: { note: '' }, seen: 0 },
    what: 'disagreement',
    read: (typed) => readTyped(shape, typed, { note: 'What came of it' }),
    send: ({ note }) => settle.mutateAsync({ key: disagreement.key, note }),
    onSaved: onClose,
  });
  return (
    <EntryDialog
      title={disagreementWords[disagreement.kind]}
      saveLabel="Settle it"
      form={form}
      onClose={onClose}
    >
      <p>{disagreement.about}</p>
      <p>
        Settling changes neither the record nor the stock. It comes back by itself if what differs
        changes again.
      </p>
      <TextAreaField
        label="What came of it"
        isRequired
        rows={3}
        value={form.entry.note}
        error={form.problems['note']}
        onChange={(note) => form.change({ note: note.replaceAll(/[\r\n]+/g, ' ') })}
      />
    </EntryDialog>
  );
}

type Acting = {
  readonly mayOpen: boolean;
  readonly timeZone?: string | undefined;
  readonly onOpen: (disagreement: Disagreement) => void;
  readonly onSettle: ((disagreement: Disagreement) => void) | null;
};

function State({ of, acting }: { readonly of: Disagreement; readonly acting: Acting }) {
  const { onSettle, onOpen } = acting;
  if (of.settledAt !== null)
    return (
      <>
        {of.note} ({of.settledByName}, {formatInstant(of.settledAt)})
      </>
    );
  return (
    <Row>
      {acting.mayOpen && of.subject === 'treatmentRecord' && of.patientId !== null && (
        <Button aria-label={`Open the record: ${of.about}`} onPress={() => onOpen(of)}>
          Open record
        </Button>
      )}
      {onSettle && (
        <Button aria-label={`Settle: ${of.about}`} onPress={() => onSettle(of)}>
          Settle
        </Button>
      )}
    </Row>
  );
}

function columnsFor(acting: Acting): readonly Column<Disagreement>[] {
  return [
    {
      key: 'kind',
      header: 'What differs',
      isRowHeader: true,
      width: '14rem',
      render: ({ kind }) => disagreementWords[kind],
    },
    {
      key: 'product',
      header: 'Product',
      render: ({ productName, productId }) => productName ?? productId ?? '–',
    },
    { key: 'about', header: 'What each side says', render: ({ about }) => about },
    { key: 'state', header: 'Settled', render: (of) => <State of={of} acting={acting} /> },
  ];
}

/** Where records, movements, receipts, orders and counts do not say the same. */
export function DisagreementList() {
  const [includeSettled, setIncludeSettled] = useState(false);
  const [settling, setSettling] = useState<Disagreement | null>(null);
  const found = useOperation('stock.disagreements', { includeSettled });
  const go = useNavigation((navigation) => navigation.go);
  const mayAdjust = useMay('stock.adjust');
  const mayOpen = useMay('charts.read');
  if (found.data === undefined) return <QueryNotice query={found} what="Disagreements" />;
  const columns = columnsFor({
    mayOpen,
    onOpen: ({ patientId, subjectId }) =>
      go({
        screen: 'treatmentRecord',
        patientId: patientId ?? '',
        treatmentRecordId: subjectId,
      }),
    onSettle: mayAdjust ? setSettling : null,
  });
  return (
    <Stack>
      <Checkbox
        label="Show what was settled as well"
        value={includeSettled}
        onChange={setIncludeSettled}
      />
      <Panel isFlush>
        <DataTable
          caption="Disagreements"
          isCaptionHidden
          columns={columns}
          rows={found.data}
          rowKey={({ key }) => key}
          rowTone={({ settledAt }) => (settledAt === null ? undefined : 'muted')}
          emptyState={
            <EmptyState icon={Scale} title="Everything agrees">
              Records, movements, receipts, orders and counts say the same.
            </EmptyState>
          }
        />
      </Panel>
      {settling && (
        <SettleDialog
          key={settling.key}
          disagreement={settling}
          onClose={() => setSettling(null)}
        />
      )}
    </Stack>
  );
}
