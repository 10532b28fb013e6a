import { type FormEvent, useState } from 'react';
import { apart } from '../../shared/base/apart.ts';
import type { User } from '../../shared/staff/contract.ts';
import { client } from '../client/client.ts';
import { queryClient, useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems } from '../form-problems.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { InlineMessage } from '../ui/InlineMessage.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { NewPinPanel, useNewPin } from './NewPinPanel.tsx';

type SignInSectionProps = {
  readonly user: User;
  readonly onChanged: (user: User) => void;
};

type GivePinProps = SignInSectionProps & { readonly onClose: () => void };

function GivePin({ user, onChanged, onClose }: GivePinProps) {
  const entry = useNewPin();
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const pin = entry.check();
    if (pin === null) return;
    setNotice(null);
    setPending(true);
    // Sent past the cache of mutations, which would keep the PIN for minutes.
    const reply = await client['users.enable']({ userId: user.id, pin });
    setPending(false);
    if (reply.ok) {
      void queryClient.invalidateQueries();
      onChanged(reply.value);
      onClose();
      return;
    }
    const show = (_field: 'pin', problem: string) => entry.refuse(problem);
    setNotice(placeProblems(reply.failure, { fields: ['pin'], show }));
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap={4}>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <p>They choose another at their first sign-in, so that only they know it.</p>
        <NewPinPanel entry={entry} label="New PIN" takesFocus />
        <Row>
          <Button onPress={onClose}>Not now</Button>
          <Button type="submit" isPending={isPending}>
            {user.isEnabled ? 'Change PIN' : 'Let them sign in'}
          </Button>
        </Row>
      </Stack>
    </form>
  );
}

function Disable({ user, onChanged, onClose }: GivePinProps) {
  const disable = useChange('users.disable');
  const [notice, setNotice] = useState<string | null>(null);
  async function confirm(): Promise<void> {
    setNotice(null);
    const reply = await disable.mutateAsync({ userId: user.id });
    if (reply.ok) {
      onChanged(reply.value);
      onClose();
    } else setNotice(reply.failure.message);
  }
  return (
    <ConfirmDialog
      isOpen
      title={`Stop ${apart(user.displayName)} from signing in?`}
      tone="danger"
      confirmLabel="Stop sign-in"
      isPending={disable.isPending}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <Stack gap={4}>
        <p>
          They are signed out at once and can no longer sign in on this computer. Everything they
          recorded stays, under their name. It can be allowed again with a new PIN.
        </p>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
      </Stack>
    </ConfirmDialog>
  );
}

/** Too many wrong PINs: whoever knows that it was them lets them try again. */
function LockedOut({ user, onChanged }: SignInSectionProps) {
  const lift = useChange('users.liftLockout');
  const [notice, setNotice] = useState<string | null>(null);
  async function letTry(): Promise<void> {
    setNotice(null);
    const reply = await lift.mutateAsync({ userId: user.id });
    if (reply.ok) onChanged(reply.value);
    else setNotice(reply.failure.message);
  }
  return (
    <InlineMessage tone="caution" title="Locked out after too many wrong PINs">
      <Stack gap={2}>
        <p>Ask whether it was them. If it was not, somebody tried to get in by this name.</p>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <Row>
          <Button onPress={() => void letTry()} isPending={lift.isPending}>
            Let them try again
          </Button>
        </Row>
      </Stack>
    </InlineMessage>
  );
}

/** Whether a person can sign in, and how to change that. */
export function SignInSection(props: SignInSectionProps) {
  const { user } = props;
  const [open, setOpen] = useState<'nothing' | 'pin' | 'disable'>('nothing');
  const close = () => setOpen('nothing');
  return (
    <section className="user-sign-in" aria-label="Sign-in">
      <Stack gap={4}>
        <Row justify="between" gap={3}>
          <Row gap={3}>
            <h3 className="user-section">Sign-in</h3>
            <SignInBadge user={user} />
          </Row>
          {open !== 'pin' && (
            <Row>
              <Button onPress={() => setOpen('pin')}>
                {user.isEnabled ? 'Change PIN…' : 'Let them sign in…'}
              </Button>
              {user.isEnabled && <Button onPress={() => setOpen('disable')}>Stop sign-in…</Button>}
            </Row>
          )}
        </Row>
        {user.isEnabled && user.isLockedOut && <LockedOut {...props} />}
        {open === 'pin' && <GivePin {...props} onClose={close} />}
      </Stack>
      {open === 'disable' && <Disable {...props} onClose={close} />}
    </section>
  );
}

/** In words whether a person can sign in. */
export function SignInBadge({ user }: { readonly user: User }) {
  if (user.isEnabled && user.isLockedOut) return <Badge tone="caution">Locked out</Badge>;
  return user.isEnabled ? (
    <Badge tone="success">Can sign in</Badge>
  ) : (
    <Badge>{user.hasPin ? 'Stopped' : 'Not enabled'}</Badge>
  );
}
