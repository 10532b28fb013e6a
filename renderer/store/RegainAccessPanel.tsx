import { useState } from 'react';
import { FormNotice } from '../FormNotice.tsx';
import { NewPinPanel } from '../staff/NewPinPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { PassphraseEntry } from './PassphraseEntry.tsx';
import { durationWords } from './passphrase-words.ts';
import { useRegainAccess } from './use-regain-access.ts';

type Administrator = {
  readonly userId: string;
  readonly displayName: string;
  readonly detail: string;
};

export type RegainAccessPanelProps = {
  /** The administrators who can sign in here. */
  readonly administrators: readonly Administrator[];
  readonly onRegained: (userId: string) => void;
};

const FORM_ID = 'regain-access';

type RegainDialogProps = RegainAccessPanelProps & { readonly onClose: () => void };

function RegainDialog({ administrators, onRegained, onClose }: RegainDialogProps) {
  const [only, another] = administrators;
  const onlyId = another === undefined ? (only?.userId ?? null) : null;
  const form = useRegainAccess(onlyId, onRegained);
  const { attempt } = form;
  const { secondsLeft } = attempt;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBusy={form.isPending}
      title="Set an administrator’s PIN anew"
      isDismissable={false}
      actions={
        <>
          <Button onPress={onClose} isDisabled={form.isPending}>
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM_ID}
            isPending={form.isPending}
            isDisabled={secondsLeft > 0}
          >
            {secondsLeft > 0 ? `Set the PIN (in ${durationWords(secondsLeft)})` : 'Set the PIN'}
          </Button>
        </>
      }
    >
      <form id={FORM_ID} onSubmit={(event) => void form.submit(event)} noValidate>
        <Stack>
          <p>
            The recovery passphrase proves that you may. It stays on record that the PIN was set
            this way, and when.
          </p>
          {form.notice !== null && <FormNotice>{form.notice}</FormNotice>}
          <PassphraseEntry attempt={attempt} takesFocus />
          <RadioCards
            label="Administrator"
            isRequired
            columns={2}
            cards={administrators.map(({ userId, displayName, detail }) => ({
              key: userId,
              title: <bdi>{displayName}</bdi>,
              detail,
            }))}
            value={form.userId}
            onChange={form.choose}
            error={form.userProblem}
          />
          <NewPinPanel entry={form.pin} label="New PIN" />
          <p className="visually-hidden" role="alert">
            {form.userProblem}
          </p>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The way in again when an administrator has forgotten the PIN: a quiet link and what it opens. */
export function RegainAccessPanel({ administrators, onRegained }: RegainAccessPanelProps) {
  const [isOpen, setOpen] = useState(false);
  if (administrators.length === 0) return null;
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        Forgot the administrator’s PIN?
      </Button>
      {isOpen && (
        <RegainDialog
          administrators={administrators}
          onClose={() => setOpen(false)}
          onRegained={(userId) => {
            setOpen(false);
            onRegained(userId);
          }}
        />
      )}
    </>
  );
}
