import { optionalLine } from '../../shared/base/text.ts';
import { uuid } from '../../shared/base/uuid.ts';
import type { StockAt } from '../../shared/inventory/stock-contract.ts';
import { quantity } from '../../shared/orders/contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { QuantityField } from '../ui/QuantityField.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { pieces as inPieces, unitTitle } from './stock-words.ts';

export type UnitDialogProps = {
  readonly at: StockAt;
  readonly onClose: () => void;
  readonly onDone: (words: string) => void;
};

type Typed = {
  readonly toLocationId: string | null;
  readonly pieces: number | null;
  readonly reason: string;
};

const shape = { toLocationId: uuid(), pieces: quantity, reason: optionalLine(500) };
const labels = { toLocationId: 'New place', pieces: 'Pieces', reason: 'Reason' };

/** Puts pieces of a unit in another place. Mount it to open. */
export function MovePiecesDialog({ at, onClose, onDone }: UnitDialogProps) {
  const places = useOperation('locations.list', {});
  const move = useChange('stock.transfer');
  const { unit, locationId, locationKind } = at;
  const form = useEntry<Typed, typeof shape, unknown>({
    keptAs: `move ${unit.id} ${locationId}`,
    start: { entry: { toLocationId: null, pieces: at.pieces, reason: '' }, seen: 0 },
    what: 'unit',
    read: (typed) => readTyped(shape, typed, labels),
    send: ({ toLocationId, pieces, reason }) =>
      move.mutateAsync({
        lines: [{ stockUnitId: unit.id, fromLocationId: locationId, toLocationId, pieces }],
        reason,
      }),
    onSaved: () => onDone(`${inPieces(form.entry.pieces ?? 0)} of ${unitTitle(unit)} moved.`),
  });
  const others = places.data?.filter(({ id }) => id !== locationId) ?? [];
  return (
    <EntryDialog title={`Move ${unitTitle(unit)}`} saveLabel="Move" form={form} onClose={onClose}>
      <SelectField
        label="New place"
        isRequired
        options={others.map(({ id, name, kind }) => ({
          key: id,
          label: kind === 'quarantine' ? `${name} (quarantine)` : name,
        }))}
        value={form.entry.toLocationId}
        error={form.problems['toLocationId']}
        onChange={(toLocationId) => form.change({ toLocationId })}
      />
      <QuantityField
        label="Pieces"
        isRequired
        max={at.pieces}
        value={form.entry.pieces}
        error={form.problems['pieces']}
        onChange={(count) => form.change({ pieces: count })}
      />
      <TextField
        label="Reason"
        isRequired={locationKind === 'quarantine'}
        description={
          locationKind === 'quarantine' ? 'Why these pieces may leave the quarantine.' : undefined
        }
        value={form.entry.reason}
        error={form.problems['reason']}
        onChange={(reason) => form.change({ reason })}
      />
    </EntryDialog>
  );
}
