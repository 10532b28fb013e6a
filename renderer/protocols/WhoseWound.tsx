import { apart } from '../../shared/base/apart.ts';
import { useOperation } from '../client/use-operation.ts';
import { formatCivilDate } from '../ui/format.ts';

export type WhoseWoundProps = { readonly patientId: string; readonly woundId: string };

/** The wound and two identifiers of its patient, which stand in every dialog too. */
export function WhoseWound({ patientId, woundId }: WhoseWoundProps) {
  // The wound's page has read both: nothing is asked anew.
  const chart = useOperation('patients.getChart', { patientId });
  const wounds = useOperation('wounds.list', { patientId });
  const patient = chart.data?.patient;
  const wound = wounds.data?.find(({ id }) => id === woundId);
  if (!patient || !wound) return null;
  return (
    <p className="protocol-whose">
      <strong>
        Wound {wound.woundNumber} · {wound.location}
      </strong>
      <br />
      <bdi>
        {apart(patient.lastName)}, {apart(patient.firstName)}
      </bdi>
      , born {formatCivilDate(patient.birthOn)},{' '}
      {patient.mrn === null ? 'no MRN' : `MRN ${patient.mrn}`}
    </p>
  );
}
