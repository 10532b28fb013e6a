import type { Patient } from '../../shared/patients/patient.ts';
import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';

type Named = Pick<Patient, 'firstName' | 'lastName' | 'birthOn'>;

/** A treatment as the screens of signing name it. */
export function signableTreatment(record: TreatmentRecord, patient: Named) {
  const { id, version, productName, quantityUsed, dateApplied, isLateEntry } = record;
  return {
    kind: 'treatment',
    id,
    version,
    patientFirstName: patient.firstName,
    patientLastName: patient.lastName,
    patientBirthOn: patient.birthOn,
    occurredOn: dateApplied,
    title: `${quantityUsed} × ${productName}`,
    isLateEntry,
    state: record,
  } as const;
}
