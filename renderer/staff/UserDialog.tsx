import { useState } from 'react';
import type { User } from '../../shared/staff/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { forgetForm } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Stack } from '../ui/Stack.tsx';
import { SignInSection } from './SignInSection.tsx';
import { showRefusal, useUserForm } from './use-user-form.ts';
import { UserFormFields } from './UserForm.tsx';
import { formValuesOf, type UserDetails } from './user-form-values.ts';

const FORM_ID = 'correct-user';

function useCorrectUser(user: User, onClose: () => void) {
  const kept = `correctUser ${user.id}`;
  const [seen, setSeen] = useState(user.version);
  const [newer, setNewer] = useState<User | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const form = useUserForm(kept, formValuesOf(user));
  const correct = useChange('users.correct');
  async function save(details: UserDetails): Promise<void> {
    setNotice(null);
    const reply = await correct.mutateAsync({ userId: user.id, seen, ...details });
    if (reply.ok) {
      forgetForm(kept);
      onClose();
    } else if (reply.failure.code === 'Stale') {
      setSeen(reply.failure.details.version);
      setNewer(reply.failure.details);
    } else setNotice(showRefusal(form, reply.failure, setNotice));
  }
  function takeNewer(): void {
    if (newer !== null) form.reset(formValuesOf(newer));
    setNewer(null);
  }
  function cancel(): void {
    forgetForm(kept);
    onClose();
  }
  /** What this screen itself has changed is no news to it. */
  const follow = (changed: User) => setSeen(changed.version);
  return {
    form,
    notice,
    newer,
    takeNewer,
    cancel,
    follow,
    isPending: correct.isPending,
    submit: form.handleSubmit(save),
  };
}

type UserDialogProps = { readonly user: User; readonly onClose: () => void };

/** One person: corrects their details, and says whether they can sign in. Mount it to open it. */
export function UserDialog({ user, onClose }: UserDialogProps) {
  const correction = useCorrectUser(user, onClose);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<bdi>{user.displayName}</bdi>}
      size="large"
      isDismissable={false}
      actions={
        <>
          <Button onPress={correction.cancel}>Cancel</Button>
          <Button variant="primary" type="submit" form={FORM_ID} isPending={correction.isPending}>
            Save correction
          </Button>
        </>
      }
    >
      <Stack gap={5}>
        <form id={FORM_ID} onSubmit={(event) => void correction.submit(event)} noValidate>
          <Stack gap={4}>
            {correction.notice !== null && (
              <InlineMessage tone="danger">{correction.notice}</InlineMessage>
            )}
            {correction.newer !== null && (
              <InlineMessage
                tone="caution"
                title="Somebody else changed this person in the meantime"
                isUrgent
                actions={<Button onPress={correction.takeNewer}>Take theirs instead</Button>}
              >
                Your form is unchanged; saving again replaces theirs with yours.
              </InlineMessage>
            )}
            <UserFormFields form={correction.form} />
          </Stack>
        </form>
        <SignInSection user={user} onChanged={correction.follow} />
      </Stack>
    </Dialog>
  );
}
