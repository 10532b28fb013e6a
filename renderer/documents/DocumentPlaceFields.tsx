import { apart } from '../../shared/base/apart.ts';
import type { OutputOf } from '../client/use-operation.ts';
import { formatCivilDate } from '../ui/format.ts';
import { SelectField } from '../ui/SelectField.tsx';

/** What a document belongs to besides the patient. */
export type DocumentPlace = {
  readonly woundId: string | null;
  readonly treatmentRecordId: string | null;
};

export const PATIENT_ONLY: DocumentPlace = { woundId: null, treatmentRecordId: null };

type Chart = OutputOf<'patients.getChart'>;
type Wounds = OutputOf<'wounds.list'>;

export type PlaceFieldProps = {
  readonly chart: Chart;
  readonly wounds: Wounds;
  readonly value: DocumentPlace;
  readonly onChange: (place: DocumentPlace) => void;
};

const PATIENT_KEY = 'patient';

function keyOf({ woundId, treatmentRecordId }: DocumentPlace): string {
  return treatmentRecordId ?? woundId ?? PATIENT_KEY;
}

/** What a document belongs to: the patient, a wound, or a treatment that is not signed yet. */
export function PlaceField({ chart, wounds, value, onChange }: PlaceFieldProps) {
  const places = new Map<string, { readonly label: string; readonly place: DocumentPlace }>([
    [PATIENT_KEY, { label: 'The patient', place: PATIENT_ONLY }],
  ]);
  for (const { id, woundNumber, location, voidedAt } of wounds)
    if (voidedAt === null)
      places.set(id, {
        label: `Wound ${woundNumber} · ${location}`,
        place: { woundId: id, treatmentRecordId: null },
      });
  for (const { id, signedAt, voidedAt, dateApplied, productName } of chart.treatments)
    if (signedAt === null && voidedAt === null)
      places.set(id, {
        label: `Treatment of ${formatCivilDate(dateApplied)} · ${apart(productName)}`,
        place: { woundId: null, treatmentRecordId: id },
      });
  return (
    <SelectField
      label="Belongs to"
      value={keyOf(value)}
      options={[...places].map(([key, { label }]) => ({ key, label }))}
      onChange={(key) => onChange(places.get(key)?.place ?? PATIENT_ONLY)}
    />
  );
}
