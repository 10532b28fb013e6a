import { useState } from 'react';
import type { Patient } from '../../shared/patients/patient.ts';
import { useChange } from '../client/use-operation.ts';
import { forgetForm } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { formatCivilDate } from '../ui/format.ts';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DuplicatesDialog } from './DuplicatesDialog.tsx';
import {
  changedFields,
  formValuesOf,
  patientFieldLabels,
  type PatientFormValues,
} from './patient-form-values.ts';
import { PatientFormFields } from './PatientForm.tsx';
import { sexNames } from './patient-words.ts';
import { usePatientForm } from './use-patient-form.ts';
import { usePatientSaving } from './use-patient-saving.ts';

const FORM_ID = 'correct-patient';

function shownValue(values: PatientFormValues, field: keyof PatientFormValues): string {
  if (field === 'sex') return values.sex === null ? '' : sexNames[values.sex];
  return field === 'birthOn' ? formatCivilDate(values.birthOn) : values[field];
}

type StaleNoticeProps = {
  readonly typed: PatientFormValues;
  readonly current: Patient;
  readonly onTakeCurrent: () => void;
};

function StaleNotice({ typed, current, onTakeCurrent }: StaleNoticeProps) {
  const now = formValuesOf(current);
  const differing = changedFields(typed, now);
  return (
    <InlineMessage
      tone="caution"
      title="Somebody else changed these details in the meantime"
      isUrgent
      actions={<Button onPress={onTakeCurrent}>Take theirs instead</Button>}
    >
      {differing.length === 0 ? (
        <p>What you typed is what stands there now.</p>
      ) : (
        <>
          <p>Your form is unchanged. Where it differs, this is what stands there now:</p>
          <ul className="stale-fields">
            {differing.map((field) => (
              <li key={field}>
                {patientFieldLabels[field]}:{' '}
                <strong dir="auto">{shownValue(now, field) || 'nothing'}</strong>
              </li>
            ))}
          </ul>
          <p>Saving again replaces it with yours.</p>
        </>
      )}
    </InlineMessage>
  );
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
  const [seen, setSeen] = useState(patient.version);
  const [newer, setNewer] = useState<Patient | null>(null);
  const correct = useChange('patients.correct');
  const name = `correctPatient ${patient.id}`;
  const form = usePatientForm(name, formValuesOf(patient));
  const saving = usePatientSaving({
    form,
    send: (details) => correct.mutateAsync({ patientId: patient.id, seen, ...details }),
    onSaved: () => {
      forgetForm(name);
      onClose();
    },
    onStale: (current) => {
      setNewer(current);
      setSeen(current.version);
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
            {saving.notice !== null && <InlineMessage tone="danger">{saving.notice}</InlineMessage>}
            {newer !== null && (
              <StaleNotice
                typed={form.getValues()}
                current={newer}
                onTakeCurrent={() => {
                  form.reset(formValuesOf(newer));
                  setNewer(null);
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
