import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import {
  type LineChoice,
  lineChoices,
  unorderedChoice,
} from '../../shared/treatments/order-choice.ts';
import { lineKey } from '../../shared/treatments/treatment-entry.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { Order } from '../../shared/orders/contract.ts';
import { EntryDialog } from '../EntryDialog.tsx';
import { useMay } from '../signed-in.ts';
import { announce } from '../ui/announce.ts';
import { formatCivilDate } from '../ui/format.ts';
import { Button } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import { pieces as inPieces } from './stock-words.ts';
import { NOTHING_WASTED, useWaste, type WasteEntry } from './use-waste.ts';
import { WastedPack } from './WastedPack.tsx';
import { WasteFields } from './WasteFields.tsx';

/** Whose it is, as the dialog says it: behind it the chart is covered. */
type WastePatient = Pick<Patient, 'id' | 'firstName' | 'lastName' | 'birthOn'>;

type WasteOfPatientProps = {
  readonly patient: WastePatient;
  readonly choices: readonly LineChoice[];
  readonly start: WasteEntry;
  readonly onRecorded: (words: string) => void;
  readonly onClose: () => void;
};

/** Records pieces that were opened for a patient and used on nobody. Mount it to open. */
function WasteOfPatientDialog(props: WasteOfPatientProps) {
  const { patient, choices, start, onRecorded, onClose } = props;
  const { id: patientId, firstName, lastName, birthOn } = patient;
  const form = useWaste({
    keptAs: `waste of ${patientId} ${start.line}`,
    start,
    locationId: null,
    patientId,
    onRecorded: () => onRecorded(`${inPieces(form.entry.pieces ?? 0)} recorded as waste.`),
  });
  return (
    <EntryDialog
      title="Record waste for this patient"
      size="large"
      saveLabel="Record waste"
      form={form}
      onClose={onClose}
    >
      <p>
        <strong dir="auto">
          {apart(lastName)}, {apart(firstName)}
        </strong>
        , born {formatCivilDate(birthOn)}. For whole pieces that were opened or spoilt and used on
        nobody.
      </p>
      <WastedPack form={form} choices={choices} />
      <WasteFields form={form} />
    </EntryDialog>
  );
}

type Wasting = Pick<WasteOfPatientProps, 'patient' | 'choices' | 'start'>;

/** Whether the dialog is open, and what was recorded last; null where nothing was. */
function useWasting(of: Wasting) {
  const [isOpen, setOpen] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const dialog = isOpen && (
    <WasteOfPatientDialog
      {...of}
      onClose={() => setOpen(false)}
      onRecorded={(words) => {
        setOpen(false);
        setTold(words);
        announce(words);
      }}
    />
  );
  return { open: () => setOpen(true), told, dialog };
}

export type WasteOfPatientPanelProps = {
  readonly patient: WastePatient;
  readonly orders: readonly Order[];
};

/** On the chart: what was opened for the patient and wasted. The order of which most is open is filled in. */
export function WasteOfPatientPanel({ patient, orders }: WasteOfPatientPanelProps) {
  const mayMove = useMay('stock.move');
  const choices = lineChoices(orders);
  const line = choices.find(({ isOpen }) => isOpen)?.key ?? '';
  const { open, told, dialog } = useWasting({
    patient,
    choices,
    start: { ...NOTHING_WASTED, line },
  });
  if (!mayMove) return null;
  return (
    <Panel
      heading="Waste"
      actions={
        <Button variant="quiet" icon={Trash2} onPress={open}>
          Record waste
        </Button>
      }
    >
      <p>{told ?? 'Pieces that were opened for this patient and used on nobody.'}</p>
      {dialog}
    </Panel>
  );
}

export type AnotherWastedProps = {
  readonly saved: TreatmentRecord;
  readonly patient: WastePatient;
};

/** After a treatment was saved: another piece of the same lot was wasted. Its serial is another one. */
export function AnotherWasted({ saved, patient }: AnotherWastedProps) {
  const mayMove = useMay('stock.move');
  const { orderId, productId, productName, orderNumber } = saved;
  const line = lineKey({ orderId, productId });
  const choice = { ...unorderedChoice(line, productName), orderNumber };
  const { open, told, dialog } = useWasting({
    patient,
    choices: [choice],
    start: {
      ...NOTHING_WASTED,
      line,
      lotNumber: saved.lotNumber ?? '',
      expiresOn: saved.expiresOn ?? '',
    },
  });
  if (!mayMove) return null;
  return (
    <>
      <Button icon={Trash2} onPress={open}>
        Another piece was wasted
      </Button>
      {told !== null && <span>{told}</span>}
      {dialog}
    </>
  );
}
