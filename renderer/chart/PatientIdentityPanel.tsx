import type { ReactNode } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { Allergy } from '../../shared/allergies/contract.ts';
import { ageInYears } from '../../shared/base/civil-date.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { IdentityStrip } from '../ui/IdentityStrip.tsx';

const SEX_NAMES: Readonly<Record<Patient['sex'], string>> = {
  female: 'Female',
  male: 'Male',
  other: 'Other',
  unknown: 'Not known',
};

export type PatientIdentityPanelProps = {
  readonly patient: Patient;
  readonly allergies: readonly Allergy[];
  /** The site's day. */
  readonly today: string;
  readonly isPageTitle?: boolean | undefined;
  readonly isSticky?: boolean | undefined;
  readonly actions?: ReactNode;
};

/** Whose chart this is: the same two identifiers and allergies wherever a treatment is concerned. */
export function PatientIdentityPanel(props: PatientIdentityPanelProps) {
  const { patient, allergies, today, isPageTitle, isSticky, actions } = props;
  return (
    <IdentityStrip
      name={`${apart(patient.lastName)}, ${apart(patient.firstName)}`}
      birthOn={patient.birthOn}
      ageYears={ageInYears(patient.birthOn, patient.deceasedOn ?? today)}
      mrn={patient.mrn ?? 'none'}
      sex={SEX_NAMES[patient.sex]}
      allergies={allergies.map(({ id, patientId, ...allergy }) => ({
        key: id,
        ...allergy,
        isOfLinkedChart: patientId !== patient.id,
      }))}
      isDeceased={patient.deceasedOn !== null}
      deceasedOn={patient.deceasedOn}
      isPageTitle={isPageTitle}
      isSticky={isSticky}
      actions={actions}
    />
  );
}
