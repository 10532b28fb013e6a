import { line, optionalLine } from '../../shared/base/text.ts';
import { quantity } from '../../shared/orders/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { QuantityField } from '../ui/QuantityField.tsx';
import { TextAreaField } from '../ui/TextAreaField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import type { UnitDialogProps } from './MovePiecesDialog.tsx';
import { pieces as inPieces, unitTitle } from './stock-words.ts';

const shape = {
  pieces: quantity,
  reason: line(500),
  largerPackageReason: optionalLine(500),
};
const labels = {
  pieces: 'Pieces',
  reason: 'Reason',
  largerPackageReason: 'Why no smaller package',
};

type Typed = {
  readonly pieces: number | null;
  readonly reason: string;
  readonly largerPackageReason: string;
};

/** Records pieces that were wasted without being used on anybody. Mount it to open. */
export function WasteDialog({ at, onClose, onDone }: UnitDialogProps) {
  const waste = useChange('waste.record');
  const { unit, locationId } = at;
  const form = useEntry<Typed, typeof shape, unknown>({
    keptAs: `waste ${unit.id} ${locationId}`,
    start: { entry: { pieces: 1, reason: '', largerPackageReason: '' }, seen: 0 },
    what: 'waste record',
    read: (typed) => readTyped(shape, typed, labels),
    send: (said) =>
      waste.mutateAsync({
        lines: [
          {
            productId: unit.productId,
            lotNumber: unit.lotNumber,
            serialNumber: unit.serialNumber,
            expiresOn: unit.expiresOn,
            locationId,
            ...said,
          },
        ],
        wastedAt: new Date().toISOString(),
      }),
    onSaved: () =>
      onDone(`${inPieces(form.entry.pieces ?? 0)} of ${unitTitle(unit)} recorded as waste.`),
  });
  return (
    <EntryDialog
      title={`Waste ${unitTitle(unit)}`}
      saveLabel="Record waste"
      form={form}
      onClose={onClose}
    >
      <p>For whole pieces that were opened or spoilt and used on nobody.</p>
      <QuantityField
        label="Pieces"
        isRequired
        value={form.entry.pieces}
        error={form.problems['pieces']}
        onChange={(count) => form.change({ pieces: count })}
      />
      <TextAreaField
        label="Reason"
        isRequired
        rows={2}
        spellCheck
        value={form.entry.reason}
        error={form.problems['reason']}
        onChange={(reason) => form.change({ reason: reason.replaceAll(/[\r\n]+/g, ' ') })}
      />
      <TextField
        label="Why no smaller package"
        description="Where a smaller one would have done."
        value={form.entry.largerPackageReason}
        error={form.problems['largerPackageReason']}
        onChange={(largerPackageReason) => form.change({ largerPackageReason })}
      />
    </EntryDialog>
  );
}
