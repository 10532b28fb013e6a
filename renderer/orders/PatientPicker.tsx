import { type Ref, useState } from 'react';
import { useOperation } from '../client/use-operation.ts';
import { ComboBoxField } from '../ui/ComboBoxField.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { fullName, identifierWords } from './patient-words.ts';
import type { PickedPatient } from './order-entry.ts';

type PatientPickerProps = {
  readonly error?: string | undefined;
  readonly onPick: (patient: PickedPatient) => void;
  readonly ref?: Ref<HTMLInputElement> | undefined;
};

const MOST_SHOWN = 20;

/** Finds a patient as the user types a name, a birth date or an MRN. */
export function PatientPicker({ error, onPick, ref }: PatientPickerProps) {
  const [text, setText] = useState('');
  const found = useOperation('patients.find', { text, limit: MOST_SHOWN }, { keepsPrevious: true });
  const patients = found.data ?? [];
  return (
    <ComboBoxField
      label="Patient"
      isRequired
      description="Type a name, a date of birth or an MRN"
      error={error ?? found.error?.message}
      ref={ref}
      text={text}
      onTextChange={setText}
      isSearching={found.isPending || found.isPlaceholderData}
      emptyText="No patient fits"
      options={patients.map((patient) => ({
        key: patient.id,
        label: fullName(patient),
        detail:
          identifierWords(patient) +
          (patient.deceasedOn === null ? '' : `, died ${formatCivilDate(patient.deceasedOn)}`),
      }))}
      onChoose={(key) => {
        const patient = patients.find(({ id }) => id === key);
        if (patient) onPick(patient);
      }}
    />
  );
}
