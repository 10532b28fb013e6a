import type { WasteRecord } from '../../shared/inventory/waste-contract.ts';
import { type ReplyOf, useChange } from '../client/use-operation.ts';
import { StrikeOutDialog } from '../signing/StrikeOutPanel.tsx';
import { pieces as inPieces, unitTitle } from './stock-words.ts';

type VoidWasteDialogProps = {
  readonly record: WasteRecord;
  readonly onClose: () => void;
};

/** Strikes out a waste record that was made by mistake, with its reason and the PIN. Mount it to ask. */
export function VoidWasteDialog({ record, onClose }: VoidWasteDialogProps) {
  const strikeOut = useChange('waste.void');
  const { id, pieces, productName, productId } = record;
  return (
    <StrikeOutDialog<ReplyOf<'waste.void'>>
      title="Void this waste record?"
      confirmLabel="Void waste record"
      reasonLabel="Reason for voiding"
      reasonMissing="Say why this waste record is voided"
      keptAs={`void waste ${id}`}
      done="Voided on this computer. Its pieces are back where they lay."
      send={(given) => strikeOut.mutateAsync({ ...given, wasteRecordId: id })}
      onDone={onClose}
      onClose={onClose}
    >
      <p>
        {inPieces(pieces)} of <bdi>{productName ?? productId}</bdi>, {unitTitle(record)}. The pieces
        come back to where they lay; the record stays readable, struck through.
      </p>
    </StrikeOutDialog>
  );
}
