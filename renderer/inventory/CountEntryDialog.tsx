import { z } from 'zod';
import { civilDate } from '../../shared/base/civil-date.ts';
import { line, optionalLine } from '../../shared/base/text.ts';
import type { CountLine } from '../../shared/inventory/stock-contract.ts';
import type { StockUnit } from '../../shared/inventory/stock-unit.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { PackFields } from './PackFields.tsx';
import type { ScannedUnit } from './scanned-unit.ts';
import { expiryInWords, unitTitle } from './stock-words.ts';

/** The pack to count; both null for one that is not listed. */
export type PackToCount = {
  readonly unit: StockUnit | null;
  readonly line: CountLine | null;
  /** What its label says; null where none was scanned. */
  readonly scanned: ScannedUnit | null;
};

type CountEntryDialogProps = {
  readonly countId: string;
  readonly pack: PackToCount;
  readonly onClose: () => void;
};

const shape = {
  productId: line(100),
  lotNumber: optionalLine(50),
  serialNumber: optionalLine(50),
  expiresOn: z.union([z.literal('').transform(() => null), civilDate]),
  countedPieces: z.int('must be a whole number').min(0, 'is below 0').max(1_000_000),
  reason: optionalLine(500),
};
const labels = {
  productId: 'Product',
  lotNumber: 'Lot',
  serialNumber: 'Serial',
  expiresOn: 'Expires',
  countedPieces: 'Pieces seen',
  reason: 'Why it differs',
};

type Typed = {
  readonly productId: string;
  readonly lotNumber: string;
  readonly serialNumber: string;
  readonly expiresOn: string;
  readonly countedPieces: number | null;
  readonly reason: string;
};

function startOf({ unit, line: counted, scanned }: PackToCount): Typed {
  const said = unit ?? scanned;
  return {
    productId: said?.productId ?? '',
    lotNumber: said?.lotNumber ?? '',
    serialNumber: said?.serialNumber ?? '',
    expiresOn: said?.expiresOn ?? '',
    countedPieces: counted?.countedPieces ?? null,
    reason: counted?.reason ?? '',
  };
}

/** What is typed of each pack is kept apart. */
function keptName(countId: string, { unit, scanned }: PackToCount): string {
  if (unit !== null || scanned === null) return `count ${countId} ${unit?.id ?? 'new'}`;
  const { productId, lotNumber, serialNumber } = scanned;
  return `count ${countId} new ${JSON.stringify([productId, lotNumber, serialNumber])}`;
}

/** That the label of a listed pack says another expiry than the stock. */
function OtherExpiry({ unit, scanned }: PackToCount) {
  const says = scanned?.expiresOn ?? null;
  if (unit === null || says === null || says === unit.expiresOn) return null;
  return (
    <InlineMessage tone="caution" title={`The label says it expires ${expiryInWords(says)}`}>
      Here stands: {expiryInWords(unit.expiresOn)}. A count leaves that as it is; correct the lot on
      the page of its product.
    </InlineMessage>
  );
}

type EntryForm = ReturnType<typeof useEntry<Typed, typeof shape, unknown>>;

type UnlistedFieldsProps = {
  readonly form: Pick<EntryForm, 'entry' | 'problems' | 'change'>;
  /** Of the product that its label named. */
  readonly productName: string | null;
};

/** What says which pack it is, where no line of the count does. */
function UnlistedFields({ form, productName }: UnlistedFieldsProps) {
  const { entry, problems, change } = form;
  return (
    <>
      {productName !== null && <p>{productName}</p>}
      <ProductPickerPanel
        label={entry.productId === '' ? 'Product' : `Product: ${entry.productId}. Another`}
        error={problems['productId']}
        onPick={({ sku }) => change({ productId: sku })}
      />
      <PackFields form={form} />
    </>
  );
}

/** How many pieces of a pack were seen. Mount it to open. */
export function CountEntryDialog({ countId, pack, onClose }: CountEntryDialogProps) {
  const enter = useChange('counts.enter');
  const { unit } = pack;
  const form = useEntry({
    keptAs: keptName(countId, pack),
    start: { entry: startOf(pack), seen: 0 },
    what: 'count',
    read: (typed) => readTyped(shape, typed, labels),
    send: (said) => enter.mutateAsync({ countId, ...said }),
    onSaved: onClose,
  });
  const { entry, problems, change } = form;
  return (
    <EntryDialog
      title={unit ? `Count ${unitTitle(unit)}` : 'A pack that is not listed'}
      saveLabel="Enter"
      form={form}
      onClose={onClose}
    >
      {unit === null ? (
        <UnlistedFields form={form} productName={pack.scanned?.productName ?? null} />
      ) : (
        <p>
          {pack.line?.productName ?? unit.productId}, expires {expiryInWords(unit.expiresOn)}
        </p>
      )}
      <OtherExpiry {...pack} />
      <QuantityField
        label="Pieces seen"
        isRequired
        min={0}
        value={entry.countedPieces}
        error={problems['countedPieces']}
        onChange={(countedPieces) => change({ countedPieces })}
      />
      <TextField
        label="Why it differs"
        description="Needed where it is not what the movements say."
        value={entry.reason}
        error={problems['reason']}
        onChange={(reason) => change({ reason })}
      />
    </EntryDialog>
  );
}
