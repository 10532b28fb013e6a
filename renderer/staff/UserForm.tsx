import { type ReactNode, useEffect } from 'react';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { roleNames, roles } from '../../shared/staff/role.ts';
import { useOperation } from '../client/use-operation.ts';
import { problemSentence } from '../form-problems.ts';
import { Grid } from '../ui/Grid.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';
import { TextField, type TextFieldProps } from '../ui/TextField.tsx';
import { type UserDetails, userFieldLabels, type UserFormValues } from './user-form-values.ts';

export type UserForm = UseFormReturn<UserFormValues, unknown, UserDetails>;

type TextOfProps = Pick<TextFieldProps, 'isRequired' | 'inputMode' | 'description'> & {
  readonly form: UserForm;
  readonly name: 'displayName' | 'signInName' | 'credential' | 'npi' | 'taxonomy';
};

function TextOf({ form, name, ...field }: TextOfProps) {
  const label = userFieldLabels[name];
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

const ROLE_OPTIONS = roles.map((key) => ({ key, label: roleNames[key] }));

function RoleOf({ form }: { readonly form: UserForm }) {
  return (
    <Controller
      name="role"
      control={form.control}
      render={({ field: { ref: _ref, ...field }, fieldState }) => (
        <SelectField
          label={userFieldLabels.role}
          isRequired
          options={ROLE_OPTIONS}
          {...field}
          error={problemSentence(userFieldLabels.role, fieldState.error?.message)}
        />
      )}
    />
  );
}

function FacilityOf({ form }: { readonly form: UserForm }) {
  const facilities = useOperation('facilities.list', {});
  const options = [
    { key: '', label: 'No particular facility' },
    ...(facilities.data ?? []).map(({ id, name }) => ({ key: id, label: name })),
  ];
  return (
    <Controller
      name="facilityId"
      control={form.control}
      render={({ field: { ref: _ref, ...field }, fieldState }) => (
        <SelectField
          label={userFieldLabels.facilityId}
          options={options}
          {...field}
          error={
            problemSentence(userFieldLabels.facilityId, fieldState.error?.message) ??
            facilities.error?.message
          }
        />
      )}
    />
  );
}

export type UserFormFieldsProps = { readonly form: UserForm; readonly children?: ReactNode };

/** Who a user is and what they may do; the same for a new user and for a correction. */
export function UserFormFields({ form, children }: UserFormFieldsProps) {
  const { setFocus } = form;
  useEffect(() => setFocus('displayName'), [setFocus]);
  return (
    <Stack gap={4}>
      <Grid minColumnRem={20}>
        <TextOf form={form} name="displayName" isRequired />
        <RoleOf form={form} />
      </Grid>
      <Grid minColumnRem={14}>
        <TextOf form={form} name="credential" />
        <TextOf form={form} name="npi" inputMode="numeric" />
        <TextOf form={form} name="taxonomy" />
        <TextOf form={form} name="signInName" />
      </Grid>
      <FacilityOf form={form} />
      {children}
    </Stack>
  );
}
