import { z } from 'zod';
import { civilDate } from '../../shared/base/civil-date.ts';
import { type Patient, patientDetails, sexes } from '../../shared/patients/patient.ts';
import { chosen } from '../form-schema.ts';
import { textEntry } from '../text-entry.ts';

/** The key under which a registration that was begun is kept. */
export const NEW_PATIENT_FORM = 'newPatient';

/** What the form holds: text as it stands in the fields. */
export type PatientFormValues = {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthOn: string;
  readonly sex: Patient['sex'] | null;
  readonly mrn: string;
  readonly phone: string;
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
};

export const blankPatient: PatientFormValues = {
  firstName: '',
  lastName: '',
  birthOn: '',
  sex: null,
  mrn: '',
  phone: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
};

/** The contract's own rules, with plainer words where nothing is typed or chosen yet. */
export const patientFormSchema = z.object({
  firstName: patientDetails.firstName,
  lastName: patientDetails.lastName,
  birthOn: z.string().min(1, 'is missing').pipe(civilDate),
  sex: chosen(sexes),
  mrn: textEntry(patientDetails.mrn),
  phone: textEntry(patientDetails.phone),
  addressLine: textEntry(patientDetails.addressLine),
  city: textEntry(patientDetails.city),
  state: textEntry(patientDetails.state),
  postalCode: textEntry(patientDetails.postalCode),
});
export type PatientDetails = z.output<typeof patientFormSchema>;

export const patientFieldLabels: Readonly<Record<keyof PatientFormValues, string>> = {
  firstName: 'First name',
  lastName: 'Last name',
  birthOn: 'Birth date',
  sex: 'Sex',
  mrn: 'MRN',
  phone: 'Phone',
  addressLine: 'Street and number',
  city: 'City',
  state: 'State',
  postalCode: 'ZIP code',
};

export const patientFields: readonly (keyof PatientFormValues)[] = [
  'firstName',
  'lastName',
  'birthOn',
  'sex',
  'mrn',
  'phone',
  'addressLine',
  'city',
  'state',
  'postalCode',
];

/** A patient as the form shows it. */
export function formValuesOf(patient: Patient): PatientFormValues {
  return {
    firstName: patient.firstName,
    lastName: patient.lastName,
    birthOn: patient.birthOn,
    sex: patient.sex,
    mrn: patient.mrn ?? '',
    phone: patient.phone ?? '',
    addressLine: patient.addressLine ?? '',
    city: patient.city ?? '',
    state: patient.state ?? '',
    postalCode: patient.postalCode ?? '',
  };
}
