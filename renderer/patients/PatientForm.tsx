import { useEffect } from 'react';
import { Controller, type FieldPathByValue } from 'react-hook-form';
import { sexes } from '../../shared/patients/patient.ts';
import { problemSentence } from '../form-problems.ts';
import { useToday } from '../today.ts';
import { DateField } from '../ui/DateField.tsx';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField, type TextFieldProps } from '../ui/TextField.tsx';
import { patientFieldLabels, type PatientFormValues } from './patient-form-values.ts';
import { sexNames } from './patient-words.ts';
import type { PatientForm } from './use-patient-saving.ts';

type TextName = Exclude<FieldPathByValue<PatientFormValues, string>, 'birthOn'>;

type TextOfProps = Pick<TextFieldProps, 'isRequired' | 'inputMode' | 'description'> & {
  readonly form: PatientForm;
  readonly name: TextName;
};

function TextOf({ form, name, ...field }: TextOfProps) {
  const label = patientFieldLabels[name];
  return (
    <Controller
      name={name}
      control={form.control}
      render={({ field: bound, fieldState }) => (
        <TextField
          label={label}
          {...field}
          {...bound}
          error={problemSentence(label, fieldState.error?.message)}
        />
      )}
    />
  );
}

function BirthOn({ form }: { readonly form: PatientForm }) {
  const today = useToday();
  const label = patientFieldLabels.birthOn;
  return (
    <Controller
      name="birthOn"
      control={form.control}
      render={({ field, fieldState }) => (
        <DateField
          label={label}
          isRequired
          max={today}
          {...field}
          error={problemSentence(label, fieldState.error?.message)}
        />
      )}
    />
  );
}

const SEX_OPTIONS = sexes.map((key) => ({ key, label: sexNames[key] }));

function Sex({ form }: { readonly form: PatientForm }) {
  const label = patientFieldLabels.sex;
  return (
    <Controller
      name="sex"
      control={form.control}
      render={({ field: { ref: _ref, ...field }, fieldState }) => (
        <SelectField
          label={label}
          isRequired
          options={SEX_OPTIONS}
          {...field}
          error={problemSentence(label, fieldState.error?.message)}
        />
      )}
    />
  );
}

export type PatientFormFieldsProps = { readonly form: PatientForm };

/** Who a patient is and how to reach them; the same for a new patient and for a correction. */
export function PatientFormFields({ form }: PatientFormFieldsProps) {
  const { setFocus } = form;
  useEffect(() => setFocus('lastName'), [setFocus]);
  return (
    <Stack gap={4}>
      <Grid minColumnRem={20}>
        <TextOf form={form} name="lastName" isRequired />
        <TextOf form={form} name="firstName" isRequired />
      </Grid>
      <Grid minColumnRem={14}>
        <BirthOn form={form} />
        <Sex form={form} />
        <TextOf form={form} name="mrn" />
      </Grid>
      <Grid minColumnRem={20}>
        <TextOf form={form} name="phone" inputMode="tel" />
        <TextOf form={form} name="addressLine" />
      </Grid>
      <Grid minColumnRem={14}>
        <TextOf form={form} name="city" />
        <TextOf form={form} name="state" />
        <TextOf form={form} name="postalCode" />
      </Grid>
    </Stack>
  );
}
