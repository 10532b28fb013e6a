import { useState } from 'react';
import { roleNames } from '../../shared/staff/role.ts';
import type { User } from '../../shared/staff/contract.ts';
import { ChangedMeanwhile } from '../ChangedMeanwhile.tsx';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm } from '../kept-forms.ts';
import { useCorrectionBase } from '../use-correction-base.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { SignInSection } from './SignInSection.tsx';
import { showRefusal, useUserForm } from './use-user-form.ts';
import { type UserForm, UserFormFields } from './UserForm.tsx';
import {
  formValuesOf,
  type UserDetails,
  userFieldLabels,
  userFields,
  type UserFormValues,
} from './user-form-values.ts';

const FORM_ID = 'correct-user';

function fill(form: UserForm, values: UserFormValues): void {
  for (const field of userFields) form.setValue(field, values[field]);
}

function useCorrectUser(user: User, onClose: () => void) {
  const kept = `correctUser ${user.id}`;
  const [notice, setNotice] = useState<string | null>(null);
  const { base, merge, rebase, settle } = useCorrectionBase({
    name: kept,
    fields: userFields,
    current: { values: formValuesOf(user), seen: user.version },
  });
  const form = useUserForm(kept, base.values);
  const correct = useChange('users.correct');
  function follow(newer: User): void {
    const current = { values: formValuesOf(newer), seen: newer.version };
    fill(form, rebase(form.getValues(), current));
  }
  function close(): void {
    forgetForm(kept);
    onClose();
  }
  async function save(details: UserDetails): Promise<void> {
    setNotice(null);
    const reply = await correct.mutateAsync({ userId: user.id, seen: base.seen, ...details });
    if (reply.ok) close();
    else if (reply.failure.code === 'Stale') follow(reply.failure.details);
    else setNotice(showRefusal(form, reply.failure, setNotice));
  }
  function takeTheirs(): void {
    if (merge !== null) fill(form, merge.current);
    settle();
  }
  const submit = form.handleSubmit(save);
  return { form, notice, merge, takeTheirs, close, follow, isPending: correct.isPending, submit };
}

function shownValue(values: UserFormValues, field: keyof UserFormValues): string {
  if (field === 'role') return values.role === null ? '' : roleNames[values.role];
  if (field === 'facilityId') return values.facilityId === '' ? '' : 'another facility';
  return values[field];
}

function shown(fields: readonly (keyof UserFormValues)[], values: UserFormValues) {
  return fields.map((field) => ({
    label: userFieldLabels[field],
    value: shownValue(values, field),
  }));
}

type UserDialogProps = { readonly user: User; readonly onClose: () => void };

/** One person: corrects their details, and says whether they can sign in. Mount it to open it. */
export function UserDialog({ user, onClose }: UserDialogProps) {
  const correction = useCorrectUser(user, onClose);
  const { merge } = correction;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<bdi>{user.displayName}</bdi>}
      size="large"
      isDismissable={false}
      actions={
        <>
          <Button onPress={correction.close}>Cancel</Button>
          <Button variant="primary" type="submit" form={FORM_ID} isPending={correction.isPending}>
            Save correction
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <form id={FORM_ID} onSubmit={(event) => void correction.submit(event)} noValidate>
          <Stack gap={4}>
            {correction.notice !== null && <FormNotice>{correction.notice}</FormNotice>}
            {merge !== null && (
              <ChangedMeanwhile
                taken={shown(merge.taken, merge.current)}
                disputed={shown(merge.disputed, merge.current)}
                onTakeTheirs={correction.takeTheirs}
              />
            )}
            <UserFormFields form={correction.form} />
          </Stack>
        </form>
        <SignInSection user={user} onChanged={correction.follow} />
      </Stack>
    </Dialog>
  );
}
