import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { LikelyDuplicate } from '../../shared/patients/contract.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { ReplyOf } from '../client/use-operation.ts';
import { placeProblems } from '../form-problems.ts';
import {
  type PatientDetails,
  type PatientFormValues,
  patientFields,
} from './patient-form-values.ts';

export type PatientForm = UseFormReturn<PatientFormValues, unknown, PatientDetails>;

type PatientSaving = {
  readonly form: PatientForm;
  readonly send: (
    details: PatientDetails & { readonly confirmedNotDuplicate: boolean },
  ) => Promise<ReplyOf<'patients.create'> | ReplyOf<'patients.correct'>>;
  readonly onSaved: (patient: Patient) => void;
  /** Somebody else has saved since; the form stays as it is. */
  readonly onStale?: ((current: Patient) => void) | undefined;
};

/** Sends the form; every failure ends up at its field, in `notice`, or as `duplicates` to decide on. */
export function usePatientSaving({ form, send, onSaved, onStale }: PatientSaving) {
  const [notice, setNotice] = useState<string | null>(null);
  const [duplicates, setDuplicates] = useState<readonly LikelyDuplicate[]>([]);

  async function save(details: PatientDetails, confirmedNotDuplicate: boolean): Promise<void> {
    setNotice(null);
    const reply = await send({ ...details, confirmedNotDuplicate });
    if (reply.ok) {
      setDuplicates([]);
      onSaved(reply.value);
      return;
    }
    const { failure } = reply;
    const candidates = failure.code === 'LikelyDuplicate' ? failure.details : [];
    setDuplicates(candidates);
    if (candidates.length > 0) return;
    if (failure.code === 'Stale' && onStale) {
      onStale(failure.details);
      return;
    }
    const left = placeProblems(failure, {
      fields: patientFields,
      fallback: failure.code === 'ImpossibleDate' ? 'birthOn' : undefined,
      show: (field, problem) => form.setError(field, { message: problem }, { shouldFocus: true }),
    });
    setNotice(left);
  }

  return {
    notice,
    duplicates,
    forgetDuplicates: () => setDuplicates([]),
    submit: form.handleSubmit((details) => save(details, false)),
    submitAnyway: form.handleSubmit((details) => save(details, true)),
  };
}
