import { useState } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import { type OutputOf, useOperation } from '../client/use-operation.ts';
import { Button } from '../ui/Button.tsx';
import { ComboBoxField } from '../ui/ComboBoxField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { identifiers, listName } from './patient-words.ts';
import { SayOfPairDialog } from './SayOfPairDialog.tsx';

const MOST_SHOWN = 20;

type Found = OutputOf<'patients.find'>[number];

function OtherChart({ ownId, onPick }: { ownId: string; onPick: (patient: Found) => void }) {
  const [text, setText] = useState('');
  const found = useOperation('patients.find', { text, limit: MOST_SHOWN }, { keepsPrevious: true });
  // Not the chart itself, and none that is linked with it already.
  const others = (found.data ?? []).filter(
    ({ id, linkedPatientIds }) => id !== ownId && !linkedPatientIds.includes(ownId),
  );
  return (
    <ComboBoxField
      label="The other chart"
      isRequired
      description="Type a name, a date of birth or an MRN"
      error={found.error?.message}
      text={text}
      onTextChange={setText}
      isSearching={found.isPending || found.isPlaceholderData}
      emptyText="No other chart fits"
      options={others.map((patient) => ({
        key: patient.id,
        label: listName(patient),
        detail: identifiers(patient),
      }))}
      onChoose={(key) => {
        const patient = others.find(({ id }) => id === key);
        if (patient) onPick(patient);
      }}
    />
  );
}

export type LinkByHandDialogProps = {
  readonly patient: Patient;
  readonly onClose: () => void;
};

/** Links a chart with one that nothing proposed: finds the other, then asks as for any pair. Mount it to open. */
export function LinkByHandDialog({ patient, onClose }: LinkByHandDialogProps) {
  const [other, setOther] = useState<Found | null>(null);
  if (other !== null)
    return <SayOfPairDialog verb="link" patients={[patient, other]} onClose={onClose} />;
  return (
    <Dialog
      isOpen
      title="Link with another chart"
      onClose={onClose}
      actions={<Button onPress={onClose}>Cancel</Button>}
    >
      <Stack>
        <p>
          For one person with two charts. Both stay as they are; each shows the other, and the
          allergies of either warn.
        </p>
        <OtherChart ownId={patient.id} onPick={setOther} />
      </Stack>
    </Dialog>
  );
}
