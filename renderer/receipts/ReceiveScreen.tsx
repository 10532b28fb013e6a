import { ArrowLeft, PackageCheck, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ScannedPack } from '../../shared/labels/scanned-pack.ts';
import { useOperation } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { leaveTo } from '../leave-to.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { ScanEntryPanel } from '../scanning/ScanEntryPanel.tsx';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Grid } from '../ui/Grid.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField } from '../ui/TextField.tsx';
import { type ScannedProduct, useScannedProduct } from '../use-scanned-product.ts';
import { addPack, type ReceiveEntry, withLine, withoutLine } from './receive-entry.ts';
import { ReceiveLineFields } from './ReceiveLineFields.tsx';
import { useReceive } from './use-receive.ts';

type PackFoundProps = {
  readonly found: ScannedProduct;
  readonly onAdd: (found: Extract<ScannedProduct, { readonly state: 'known' }>) => void;
};

/** What the catalogue makes of the pack that was scanned. */
function PackFound({ found, onAdd }: PackFoundProps) {
  if (found.state === 'unnamed' || found.state === 'searching') return null;
  if (found.state === 'known')
    return (
      <Row>
        <strong>{found.product.name}</strong>
        <Button variant="primary" icon={Plus} onPress={() => onAdd(found)}>
          Add this pack
        </Button>
      </Row>
    );
  return (
    <InlineMessage tone="caution" title="No product of the catalogue has this label">
      {found.state === 'failed'
        ? found.words
        : 'Add its number to the product under Products, or choose the product below and type lot and expiry.'}
    </InlineMessage>
  );
}

type AddingProps = {
  readonly entry: ReceiveEntry;
  readonly onChange: (entry: ReceiveEntry) => void;
};

/** Where packs come into the form: scanned, or chosen and typed. */
function AddPacks({ entry, onChange }: AddingProps) {
  const [pack, setPack] = useState<ScannedPack | null>(null);
  // A new entry for each pack: what is scanned next belongs to another one.
  const [packNumber, setPackNumber] = useState(1);
  const picker = useRef<HTMLInputElement>(null);
  const found = useScannedProduct(pack);
  const key = () => crypto.randomUUID();
  return (
    <Panel heading="What came">
      <Stack>
        <ScanEntryPanel
          key={packNumber}
          title="Scan the package"
          onPack={setPack}
          onByHand={() => picker.current?.focus()}
        >
          <PackFound
            found={found}
            onAdd={({ product, pieces }) => {
              if (pack === null) return;
              onChange(addPack(entry, product, { pack, pieces, key: key() }));
              announce(`Added: ${product.name}`);
              setPack(null);
              setPackNumber(packNumber + 1);
            }}
          />
        </ScanEntryPanel>
        <ProductPickerPanel
          label="Or choose the product"
          ref={picker}
          onPick={(product) => onChange(addPack(entry, product, { pieces: 1, key: key() }))}
        />
      </Stack>
    </Panel>
  );
}

/** Takes in what came: each pack with its lot, expiry and condition. It waits in quarantine unless it is accepted. */
export function ReceiveScreen() {
  const { entry, setEntry, notice, save, isPending } = useReceive(() =>
    leaveTo({ screen: 'stock' }),
  );
  const places = useOperation('locations.list', {});
  const expected = useOperation('receipts.expected', {});
  const shelf = places.data?.find(({ kind }) => kind === 'shelf') ?? null;
  return (
    <Stack gap={5}>
      <PageHeader
        title="Receive"
        subtitle="What came waits in quarantine until somebody accepts it"
        actions={
          <Button icon={ArrowLeft} onPress={() => leaveTo({ screen: 'stock' })}>
            All stock
          </Button>
        }
      />
      <Panel heading="Delivery">
        <Grid>
          <TextField
            label="Supplier"
            value={entry.supplier}
            onChange={(supplier) => setEntry({ ...entry, supplier })}
          />
          <TextField
            label="Packing slip"
            value={entry.reference}
            onChange={(reference) => setEntry({ ...entry, reference })}
          />
        </Grid>
      </Panel>
      <AddPacks entry={entry} onChange={setEntry} />
      {entry.lines.length === 0 ? (
        <EmptyState icon={PackageCheck} title="Nothing added yet">
          Scan a package or choose its product.
        </EmptyState>
      ) : (
        entry.lines.map((line, index) => (
          <ReceiveLineFields
            key={line.key}
            line={line}
            number={index + 1}
            shelfName={shelf?.name ?? null}
            expected={(expected.data ?? []).filter((each) => each.productId === line.productId)}
            onChange={(changed) => setEntry(withLine(entry, changed))}
            onRemove={() => setEntry(withoutLine(entry, line.key))}
          />
        ))
      )}
      {notice !== null && <FormNotice>{notice}</FormNotice>}
      <Row>
        <Button
          variant="primary"
          size="large"
          isPending={isPending}
          isDisabled={entry.lines.length === 0}
          onPress={() => void save(shelf?.id ?? null)}
        >
          Save what came
        </Button>
      </Row>
    </Stack>
  );
}
