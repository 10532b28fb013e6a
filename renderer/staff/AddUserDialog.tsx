import { useState } from 'react';
import { client } from '../client/client.ts';
import { queryClient } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { forgetForm } from '../kept-forms.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Stack } from '../ui/Stack.tsx';
import { NewPinPanel, useNewPin } from './NewPinPanel.tsx';
import { showRefusal, useUserForm } from './use-user-form.ts';
import { UserFormFields } from './UserForm.tsx';
import { blankUser, type UserDetails } from './user-form-values.ts';

const FORM_ID = 'add-user';
const KEPT = 'addUser';

function useAddUser(onClose: () => void) {
  const form = useUserForm(KEPT, blankUser);
  const entry = useNewPin();
  const [notice, setNotice] = useState<string | null>(null);
  async function add(details: UserDetails): Promise<void> {
    setNotice(null);
    const pin = entry.isEmpty ? null : entry.check();
    if (pin === null && !entry.isEmpty) return;
    // Sent past the cache of mutations, which would keep the PIN for minutes.
    const reply = await client['users.create']({ ...details, pin });
    if (!reply.ok) {
      setNotice(showRefusal(form, reply.failure, entry.refuse));
      return;
    }
    forgetForm(KEPT);
    void queryClient.invalidateQueries();
    onClose();
  }
  return { form, entry, notice, submit: form.handleSubmit(add) };
}

/** Adds a person; with a PIN they can sign in at once. Mount it to open it. */
export function AddUserDialog({ onClose }: { readonly onClose: () => void }) {
  const { form, entry, notice, submit } = useAddUser(onClose);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Add a person"
      size="large"
      isDismissable={false}
      actions={
        <>
          <Button
            onPress={() => {
              forgetForm(KEPT);
              onClose();
            }}
          >
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM_ID}
            isPending={form.formState.isSubmitting}
          >
            Add person
          </Button>
        </>
      }
    >
      <form id={FORM_ID} onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap={4}>
          {notice !== null && <FormNotice>{notice}</FormNotice>}
          <UserFormFields form={form} />
          <Stack gap={2}>
            <h3 className="user-section">PIN (may be given later)</h3>
            <NewPinPanel entry={entry} isRequired={false} />
          </Stack>
        </Stack>
      </form>
    </Dialog>
  );
}
