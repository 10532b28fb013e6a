import type { Patient } from '../../shared/patients/patient.ts';
import { ChangedMeanwhile } from '../ChangedMeanwhile.tsx';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { useCorrectionBase } from '../use-correction-base.ts';
import { Stack } from '../ui/Stack.tsx';
import { DuplicatesDialog } from './DuplicatesDialog.tsx';
import {
  formValuesOf,
  patientFieldLabels,
  patientFields,
  type PatientFormValues,
} from './patient-form-values.ts';
import { PatientFormFields } from './PatientForm.tsx';
import { sexNames } from './patient-words.ts';
import { usePatientForm } from './use-patient-form.ts';
import { type PatientForm, usePatientSaving } from './use-patient-saving.ts';

const FORM_ID = 'correct-patient';

function shownValue(values: PatientFormValues, field: keyof PatientFormValues): string {
  if (field === 'sex') return values.sex === null ? '' : sexNames[values.sex];
  return field === 'birthOn' ? formatCivilDate(values.birthOn) : values[field];
}

function shown(fields: readonly (keyof PatientFormValues)[], values: PatientFormValues) {
  return fields.map((field) => ({
    label: patientFieldLabels[field],
    value: shownValue(values, field),
  }));
}

function fill(form: PatientForm, values: PatientFormValues): void {
  for (const field of patientFields) form.setValue(field, values[field]);
}

type CorrectPatientDialogProps = {
  readonly patient: Patient;
  readonly onClose: () => void;
};

/**
 * Corrects a patient's details; mount it to open it. Cancel forgets what was typed; Escape, the cross
 * or a lock keep it for the next opening.
 */
export function CorrectPatientDialog({ patient, onClose }: CorrectPatientDialogProps) {
  const name = `correctPatient ${patient.id}`;
  const correct = useChange('patients.correct');
  const { base, merge, rebase, settle } = useCorrectionBase({
    name,
    fields: patientFields,
    current: { values: formValuesOf(patient), seen: patient.version },
  });
  const form = usePatientForm(name, base.values);
  const saving = usePatientSaving({
    form,
    send: (details) => correct.mutateAsync({ patientId: patient.id, seen: base.seen, ...details }),
    onSaved: () => {
      forgetForm(name);
      onClose();
    },
    onStale: (newer) => {
      const current = { values: formValuesOf(newer), seen: newer.version };
      fill(form, rebase(form.getValues(), current));
    },
  });
  const cancel = () => {
    forgetForm(name);
    onClose();
  };
  return (
    <>
      <Dialog
        isOpen
        onClose={onClose}
        title="Correct details"
        size="large"
        isDismissable={false}
        actions={
          <>
            <Button onPress={cancel}>Cancel</Button>
            <Button variant="primary" type="submit" form={FORM_ID} isPending={correct.isPending}>
              Save correction
            </Button>
          </>
        }
      >
        <form id={FORM_ID} onSubmit={(event) => void saving.submit(event)} noValidate>
          <Stack gap={4}>
            {saving.notice !== null && <FormNotice>{saving.notice}</FormNotice>}
            {merge !== null && (
              <ChangedMeanwhile
                taken={shown(merge.taken, merge.current)}
                disputed={shown(merge.disputed, merge.current)}
                onTakeTheirs={() => {
                  fill(form, { ...form.getValues(), ...merge.current });
                  settle();
                }}
              />
            )}
            <PatientFormFields form={form} />
          </Stack>
        </form>
      </Dialog>
      <DuplicatesDialog
        candidates={saving.duplicates}
        anywayLabel="None of these: save anyway"
        isPending={correct.isPending}
        onAnyway={() => void saving.submitAnyway()}
        onClose={saving.forgetDuplicates}
      />
    </>
  );
}
