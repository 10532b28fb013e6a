import { useOperation } from '../client/use-operation.ts';
import { useSite } from '../client/use-site.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { formatInstant } from '../ui/format.ts';
import { KeyValueList } from '../ui/KeyValueList.tsx';
import { Panel } from '../ui/Panel.tsx';
import { conditionInWords, decisionInWords } from './receipt-words.ts';

/** How the pieces of a unit came in, as a tissue trace asks: when, by whom, in which condition. */
export function UnitTracePanel({ stockUnitId }: { readonly stockUnitId: string }) {
  const receipts = useOperation('receipts.ofUnit', { stockUnitId });
  const site = useSite();
  if (receipts.data === undefined) return <QueryNotice query={receipts} what="Receipts" />;
  const lines = receipts.data.flatMap((receipt) =>
    receipt.lines.filter(({ unit }) => unit.id === stockUnitId).map((line) => ({ receipt, line })),
  );
  if (lines.length === 0) return <p>No receipt says how it came in.</p>;
  return (
    <>
      {lines.map(({ receipt, line }) => (
        <Panel
          key={line.id}
          headingLevel={3}
          heading={`Received ${formatInstant(receipt.receivedAt, site?.timeZone)}`}
        >
          <KeyValueList
            layout="columns"
            entries={[
              { key: 'by', label: 'By', value: receipt.receivedByName },
              { key: 'supplier', label: 'Supplier', value: receipt.supplier ?? '' },
              { key: 'reference', label: 'Reference', value: receipt.reference ?? '' },
              { key: 'pieces', label: 'Pieces', value: String(line.pieces) },
              { key: 'condition', label: 'As it came', value: conditionInWords(line) },
              { key: 'donor', label: 'Donor or donation', value: line.unit.donorNumber ?? '' },
              { key: 'decision', label: 'Decision', value: decisionInWords(line) },
              { key: 'note', label: 'Note', value: line.note ?? '' },
              {
                key: 'scans',
                label: 'Labels as scanned',
                value: line.scans.map(({ raw }) => raw).join(' · '),
              },
            ]}
          />
        </Panel>
      ))}
    </>
  );
}
