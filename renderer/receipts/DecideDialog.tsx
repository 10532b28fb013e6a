import { z } from 'zod';
import { optionalLine } from '../../shared/base/text.ts';
import type { ReceiptLine } from '../../shared/receipts/contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { readTyped } from '../read-typed.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useEntry } from '../use-entry.ts';
import { conditionInWords } from './receipt-words.ts';

type DecideDialogProps = {
  readonly line: ReceiptLine;
  readonly isAccepted: boolean;
  /** The pack in words. */
  readonly what: string;
  readonly onClose: () => void;
};

type Typed = { readonly locationId: string | null; readonly note: string };

const shape = { locationId: z.uuid().nullable(), note: optionalLine(500) };

/** Lets what waits in quarantine on a shelf, or rejects it. Mount it to open. */
export function DecideDialog({ line, isAccepted, what, onClose }: DecideDialogProps) {
  const decide = useChange('receipts.decide');
  const places = useOperation('locations.list', {});
  const shelves = places.data?.filter(({ kind }) => kind === 'shelf') ?? [];
  const form = useEntry<Typed, typeof shape, unknown>({
    keptAs: `decide ${line.id} ${isAccepted}`,
    start: { entry: { locationId: null, note: '' }, seen: 0 },
    what: 'line',
    read: (typed) => readTyped(shape, typed, { locationId: 'Shelf', note: 'Note' }),
    send: (said) => decide.mutateAsync({ receiptLineId: line.id, isAccepted, ...said }),
    onSaved: onClose,
  });
  return (
    <EntryDialog
      title={isAccepted ? `Accept ${what}` : `Reject ${what}`}
      saveLabel={isAccepted ? 'Accept' : 'Reject'}
      form={form}
      onClose={onClose}
    >
      <p>
        {line.pieces} · {conditionInWords(line)}
        {line.note !== null && ` · ${line.note}`}
      </p>
      {isAccepted ? (
        <SelectField
          label="Shelf"
          placeholder={shelves[0]?.name ?? ''}
          options={shelves.map(({ id, name }) => ({ key: id, label: name }))}
          value={form.entry.locationId}
          onChange={(locationId) => form.change({ locationId })}
        />
      ) : (
        <p>It stays in quarantine until it is sent back or wasted.</p>
      )}
      <TextField
        label="Note"
        description="Needed to reject it, and for a package that was not as it should be."
        value={form.entry.note}
        error={form.problems['note']}
        onChange={(note) => form.change({ note })}
      />
    </EntryDialog>
  );
}
