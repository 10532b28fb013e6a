import { line } from '../../shared/base/text.ts';
import { quantity } from '../../shared/orders/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { QuantityField } from '../ui/QuantityField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import type { UnitDialogProps } from './MovePiecesDialog.tsx';
import { pieces as inPieces, unitTitle } from './stock-words.ts';

const ways = [
  { key: 'returned', title: 'Back to the supplier' },
  { key: 'expired', title: 'Thrown away, past its expiry' },
] as const;
type Way = (typeof ways)[number]['key'];

type Typed = { readonly way: Way; readonly pieces: number | null; readonly reason: string };

const shape = { pieces: quantity, reason: line(500) };

/** Lets pieces leave for good: sent back, or thrown away because they expired. Mount it to open. */
export function SendAwayDialog({ at, onClose, onDone }: UnitDialogProps) {
  const giveBack = useChange('stock.returnToSupplier');
  const dispose = useChange('stock.disposeExpired');
  const { unit, locationId } = at;
  const start: Typed = { way: 'returned', pieces: at.pieces, reason: '' };
  const form = useEntry<Typed, typeof shape, unknown>({
    keptAs: `send away ${unit.id} ${locationId}`,
    start: { entry: start, seen: 0 },
    what: 'unit',
    read: (typed) => readTyped(shape, typed, { pieces: 'Pieces', reason: 'Reason' }),
    send: ({ pieces, reason }, { entry }) => {
      const lines = [{ stockUnitId: unit.id, locationId, pieces }];
      return entry.way === 'returned'
        ? giveBack.mutateAsync({ lines, reason })
        : dispose.mutateAsync({ lines, reason });
    },
    onSaved: () =>
      onDone(`${inPieces(form.entry.pieces ?? 0)} of ${unitTitle(unit)} left the stock.`),
  });
  const { entry, problems, change } = form;
  return (
    <EntryDialog
      title={`${unitTitle(unit)} leaves the stock`}
      saveLabel="Let it go"
      form={form}
      onClose={onClose}
    >
      <RadioCards
        label="Where it goes"
        cards={ways}
        value={entry.way}
        onChange={(way) => change({ way })}
      />
      <QuantityField
        label="Pieces"
        isRequired
        max={at.pieces}
        value={entry.pieces}
        error={problems['pieces']}
        onChange={(count) => change({ pieces: count })}
      />
      <TextField
        label="Reason"
        isRequired
        value={entry.reason}
        error={problems['reason']}
        onChange={(reason) => change({ reason })}
      />
    </EntryDialog>
  );
}
