import { useState } from 'react';
import type { LabelChoice } from '../../shared/labels/contract.ts';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { useOperation } from '../client/use-operation.ts';
import { QueryNotice } from '../QueryNotice.tsx';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import { Badge } from '../ui/Badge.tsx';
import { type Column, DataTable } from '../ui/DataTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCivilDate, formatCount } from '../ui/format.ts';
import { SearchField } from '../ui/SearchField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { type ScannedProduct, useScannedProduct } from '../use-scanned-product.ts';
import { choiceKey, choiceWords } from './label-list.ts';

export type LabelChoicesProps = {
  /** What is on the list already. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (choice: LabelChoice) => void;
};

const columns: readonly Column<LabelChoice>[] = [
  {
    key: 'product',
    header: 'Product',
    isRowHeader: true,
    render: ({ productName }) => productName,
  },
  { key: 'sku', header: 'SKU', render: ({ sku }) => sku },
  { key: 'lot', header: 'Lot', isNoWrap: true, render: ({ lotNumber }) => lotNumber },
  {
    key: 'serial',
    header: 'Serial number',
    isNoWrap: true,
    render: ({ serialNumber }) => serialNumber,
  },
  {
    key: 'expires',
    header: 'Expires',
    isNoWrap: true,
    render: ({ expiresOn }) => expiresOn && formatCivilDate(expiresOn),
  },
  {
    key: 'onHand',
    header: 'On hand',
    align: 'end',
    render: ({ stockUnitId, onHandPieces }) =>
      stockUnitId === null ? null : formatCount(onHandPieces),
  },
  {
    key: 'code',
    header: 'Barcode',
    render: ({ code }) =>
      code === 'gs1' ? <Badge tone="info">GS1</Badge> : <Badge>Own code</Badge>,
  },
];

/** What finds the unit of a pack: its SKU, lot and serial, as far as they are known. */
function searchText(pack: ScannedPack | null, scanned: ScannedProduct): string {
  const sku = scanned.state === 'known' ? scanned.product.sku : (pack?.sku ?? null);
  return [sku, pack?.lot, pack?.serial].filter((part) => part).join(' ');
}

function ScannedName({ scanned }: { readonly scanned: ScannedProduct }) {
  if (scanned.state === 'known') return <strong>{scanned.product.name}</strong>;
  return scanned.state === 'unknown' ? (
    <p>No product in the catalogue carries this number.</p>
  ) : null;
}

/** Units and products found by a scan or by what is typed; a row adds its own to the list. */
export function LabelChoices({ chosen, onChoose }: LabelChoicesProps) {
  const [pack, setPack] = useState<ScannedPack | null>(null);
  // What is typed after a scan counts, until the next.
  const [typed, setTyped] = useState<string | null>(null);
  const scanned = useScannedProduct(pack);
  const text = typed ?? searchText(pack, scanned);
  const found = useOperation('labels.list', { text }, { keepsPrevious: true });
  return (
    <Stack gap={3}>
      <ScanEntryPanel
        title="Scan a pack to find it"
        onPack={(latest) => {
          setPack(latest);
          setTyped(null);
        }}
      >
        <ScannedName scanned={scanned} />
      </ScanEntryPanel>
      <SearchField
        label="Or find it by words"
        description="Press what is to be labelled: it goes on the list below."
        placeholder="Product, SKU, lot or serial number"
        value={text}
        onChange={setTyped}
      />
      {found.data === undefined ? (
        <QueryNotice query={found} what="Units" />
      ) : (
        <DataTable
          caption="Units and products"
          isCaptionHidden
          columns={columns}
          rows={found.data}
          rowKey={choiceKey}
          rowAction={{
            label: (choice) =>
              [`Add ${choice.productName}`, choiceWords(choice)]
                .filter((words) => words !== '')
                .join(', '),
            onPress: onChoose,
          }}
          rowTone={(choice) => (chosen.has(choiceKey(choice)) ? 'muted' : undefined)}
          isOutdated={found.isPlaceholderData}
          maxBlockSize="22rem"
          emptyState={<EmptyState title="Nothing was found">Try fewer words.</EmptyState>}
        />
      )}
    </Stack>
  );
}
