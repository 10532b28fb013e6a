import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { ReplyOf } from '../client/use-operation.ts';
import { placeProblems } from '../form-problems.ts';
import { keptOr } from '../kept-forms.ts';
import { useKeptValues } from '../use-kept-values.ts';
import type { UserForm } from './UserForm.tsx';
import { type UserFormValues, userFields, userFormSchema } from './user-form-values.ts';

/** The form of a user; what is typed is kept under `name` until `forgetForm(name)`. Holds no PIN. */
export function useUserForm(name: string, initial: UserFormValues): UserForm {
  const form: UserForm = useForm({
    resolver: zodResolver(userFormSchema),
    defaultValues: keptOr(name, initial),
  });
  useKeptValues(name, form.subscribe);
  return form;
}

type Refusal = Extract<
  ReplyOf<'users.create'> | ReplyOf<'users.correct'>,
  { readonly ok: false }
>['failure'];

const FIELD_OF_FAILURE = {
  SignInNameTaken: 'signInName',
  UnknownFacility: 'facilityId',
  LastAdministrator: 'role',
} as const;

/** Shows a refusal at its field; answers what is left to say above the form, or null. */
export function showRefusal(
  form: UserForm,
  failure: Refusal,
  refusePin: (problem: string) => void,
): string | null {
  const fallback = Object.entries(FIELD_OF_FAILURE).find(([code]) => code === failure.code)?.[1];
  return placeProblems(failure, {
    fields: [...userFields, 'pin' as const],
    fallback,
    show: (field, problem) =>
      field === 'pin' ? refusePin(problem) : form.setError(field, { message: problem }),
  });
}
