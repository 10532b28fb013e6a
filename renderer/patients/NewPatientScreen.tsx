import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm } from '../kept-forms.ts';
import { useNavigation } from '../navigation.ts';
import { useMay } from '../signed-in.ts';
import { Button } from '../ui/Button.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { Panel } from '../ui/Panel.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { DuplicatesDialog } from './DuplicatesDialog.tsx';
import { blankPatient, NEW_PATIENT_FORM } from './patient-form-values.ts';
import { PatientFormFields } from './PatientForm.tsx';
import { usePatientForm } from './use-patient-form.ts';
import { usePatientSaving } from './use-patient-saving.ts';

/** Registers a patient. */
export function NewPatientScreen() {
  const { go, back } = useNavigation();
  const mayOpen = useMay('charts.read');
  const create = useChange('patients.create');
  const form = usePatientForm(NEW_PATIENT_FORM, blankPatient);
  const saving = usePatientSaving({
    form,
    send: (details) => create.mutateAsync(details),
    onSaved: ({ id }) => {
      forgetForm(NEW_PATIENT_FORM);
      go(mayOpen ? { screen: 'chart', patientId: id } : { screen: 'patients' });
    },
  });
  return (
    <Stack gap={4}>
      <PageHeader title="New patient" />
      <form className="patient-form" onSubmit={(event) => void saving.submit(event)} noValidate>
        <Panel
          footer={
            <Row>
              <Button
                onPress={() => {
                  forgetForm(NEW_PATIENT_FORM);
                  back();
                }}
              >
                Cancel
              </Button>
              <Button variant="primary" type="submit" isPending={create.isPending}>
                Register patient
              </Button>
            </Row>
          }
        >
          <Stack gap={4}>
            {saving.notice !== null && <FormNotice>{saving.notice}</FormNotice>}
            <PatientFormFields form={form} />
          </Stack>
        </Panel>
      </form>
      <DuplicatesDialog
        candidates={saving.duplicates}
        anywayLabel="None of these: register anyway"
        isPending={create.isPending}
        onAnyway={() => void saving.submitAnyway()}
        onClose={saving.forgetDuplicates}
      />
    </Stack>
  );
}
