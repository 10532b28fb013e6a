import { type ReactNode, useEffect, useId } from 'react';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { offeredFacilities } from '../../shared/facilities/offered-facilities.ts';
import { claimNameOf } from '../../shared/staff/claim-name.ts';
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
  readonly name: Exclude<keyof UserFormValues, 'role' | 'facilityId'>;
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
  const chosenId = useWatch({ control: form.control, name: 'facilityId' });
  const options = [
    { key: '', label: 'No particular facility' },
    ...offeredFacilities(facilities.data ?? [], chosenId),
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

/** A field of the name as it counts: nothing where only spaces are typed. */
function saidOrNull(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}

/** The name as claims will write it, while it is typed. */
function NameOnClaims({ form }: { readonly form: UserForm }) {
  const [displayName, lastName, firstName] = useWatch({
    control: form.control,
    name: ['displayName', 'lastName', 'firstName'],
  });
  if (displayName.trim() === '') return <>Leave them empty where the name above says them.</>;
  const { last, first } = claimNameOf({
    displayName,
    lastName: saidOrNull(lastName),
    firstName: saidOrNull(firstName),
  });
  return (
    <>
      Claims name this person{' '}
      <bdi>
        <strong>{first === '' ? last : `${last}, ${first}`}</strong>
      </bdi>
      . Say it below where that is wrong.
    </>
  );
}

function ClaimsPart({ form }: { readonly form: UserForm }) {
  const headingId = useId();
  return (
    <div role="group" aria-labelledby={headingId}>
      <Stack gap={3}>
        <h3 id={headingId} className="user-section">
          Name on claims
        </h3>
        <p className="user-section__says">
          <NameOnClaims form={form} />
        </p>
        <Grid minColumnRem={20}>
          <TextOf form={form} name="lastName" />
          <TextOf form={form} name="firstName" />
          <TextOf
            form={form}
            name="npi"
            inputMode="numeric"
            description="Of whoever claims name as treating"
          />
          <TextOf form={form} name="taxonomy" description="Code of the specialty, ten characters" />
        </Grid>
      </Stack>
    </div>
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
        <TextOf form={form} name="signInName" />
        <FacilityOf form={form} />
      </Grid>
      <ClaimsPart form={form} />
      {children}
    </Stack>
  );
}
