import { z } from 'zod';
import { civilDate } from '../../shared/base/civil-date.ts';
import { line, optionalLine } from '../../shared/base/text.ts';
import type { CountLine } from '../../shared/inventory/stock-contract.ts';
import type { StockUnit } from '../../shared/inventory/stock-unit.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { ProductPickerPanel } from '../products/ProductPickerPanel.tsx';
import { DateField } from '../ui/DateField.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { expiryInWords, unitTitle } from './stock-words.ts';

/** The pack to count; both null for one that is not listed. */
export type PackToCount = { readonly unit: StockUnit | null; readonly line: CountLine | null };

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

function startOf({ unit, line: counted }: PackToCount): Typed {
  return {
    productId: unit?.productId ?? '',
    lotNumber: unit?.lotNumber ?? '',
    serialNumber: unit?.serialNumber ?? '',
    expiresOn: unit?.expiresOn ?? '',
    countedPieces: counted?.countedPieces ?? null,
    reason: counted?.reason ?? '',
  };
}

/** How many pieces of a pack were seen. Mount it to open. */
export function CountEntryDialog({ countId, pack, onClose }: CountEntryDialogProps) {
  const enter = useChange('counts.enter');
  const { unit } = pack;
  const form = useEntry({
    keptAs: `count ${countId} ${unit?.id ?? 'new'}`,
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
        <>
          <ProductPickerPanel
            label={entry.productId === '' ? 'Product' : `Product: ${entry.productId}. Another`}
            error={problems['productId']}
            onPick={({ sku }) => change({ productId: sku })}
          />
          <TextField
            label="Lot"
            value={entry.lotNumber}
            error={problems['lotNumber']}
            onChange={(lotNumber) => change({ lotNumber })}
          />
          <TextField
            label="Serial"
            value={entry.serialNumber}
            error={problems['serialNumber']}
            onChange={(serialNumber) => change({ serialNumber })}
          />
          <DateField
            label="Expires"
            value={entry.expiresOn}
            error={problems['expiresOn']}
            onChange={(expiresOn) => change({ expiresOn })}
          />
        </>
      ) : (
        <p>
          {pack.line?.productName ?? unit.productId}, expires {expiryInWords(unit.expiresOn)}
        </p>
      )}
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
