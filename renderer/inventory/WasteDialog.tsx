import { lineKey } from '../../shared/treatments/treatment-entry.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import type { UnitDialogProps } from './MovePiecesDialog.tsx';
import { pieces as inPieces, unitTitle } from './stock-words.ts';
import { NOTHING_WASTED, useWaste } from './use-waste.ts';
import { WasteFields } from './WasteFields.tsx';

/** Records pieces of a unit that were wasted without being used on anybody. Mount it to open. */
export function WasteDialog({ at, onClose, onDone }: UnitDialogProps) {
  const { unit, locationId } = at;
  const form = useWaste({
    keptAs: `waste ${unit.id} ${locationId}`,
    start: {
      ...NOTHING_WASTED,
      line: lineKey({ orderId: null, productId: unit.productId }),
      lotNumber: unit.lotNumber,
      serialNumber: unit.serialNumber,
      expiresOn: unit.expiresOn ?? '',
    },
    locationId,
    patientId: null,
    onRecorded: () =>
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
      <WasteFields form={form} />
    </EntryDialog>
  );
}
