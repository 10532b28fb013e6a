import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { keptOr } from '../kept-forms.ts';
import { useKeptValues } from '../use-kept-values.ts';
import { type PatientFormValues, patientFormSchema } from './patient-form-values.ts';
import type { PatientForm } from './use-patient-saving.ts';

/** The form of a patient; what is typed is kept under `name` until `forgetForm(name)`. */
export function usePatientForm(name: string, initial: PatientFormValues): PatientForm {
  const form: PatientForm = useForm({
    resolver: zodResolver(patientFormSchema),
    defaultValues: keptOr(name, initial),
  });
  useKeptValues(name, form.subscribe);
  return form;
}
