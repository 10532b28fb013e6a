import { UserRoundSearch } from 'lucide-react';
import { Avatar } from '../ui/Avatar.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { formatCivilDate } from '../ui/format.ts';
import type { PickedPatient } from './order-entry.ts';
import { fullName, identifierWords } from './patient-words.ts';

type PickedPatientCardProps = {
  readonly patient: PickedPatient;
  readonly error?: string | undefined;
  /** Left out where it cannot be somebody else. */
  readonly onChange?: (() => void) | undefined;
};

/** The patient an order is for, by name and two identifiers. */
export function PickedPatientCard({ patient, error, onChange }: PickedPatientCardProps) {
  return (
    <div className="picked-patient" role="group" aria-label="Patient">
      <Avatar name={fullName(patient)} />
      <div className="picked-patient__text">
        <span className="picked-patient__name" dir="auto">
          {fullName(patient)}
        </span>
        <span className="picked-patient__identifiers">{identifierWords(patient)}</span>
        {patient.deceasedOn !== null && (
          <Badge tone="caution">Died {formatCivilDate(patient.deceasedOn)}</Badge>
        )}
        {error !== undefined && <span className="picked-patient__error">{error}</span>}
      </div>
      {onChange && (
        <Button icon={UserRoundSearch} onPress={onChange}>
          Change patient
        </Button>
      )}
    </div>
  );
}
