import { useState } from 'react';
import type { Site } from '../../shared/site/contract.ts';
import { useChange } from '../client/use-operation.ts';
import { FormNotice } from '../FormNotice.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { SelectField } from '../ui/SelectField.tsx';
import { Stack } from '../ui/Stack.tsx';

const LOCKS = [
  { key: '30', label: '30 seconds' },
  { key: '60', label: '1 minute' },
  { key: '120', label: '2 minutes' },
  { key: '180', label: '3 minutes' },
  { key: '300', label: '5 minutes' },
  { key: '600', label: '10 minutes' },
  { key: '900', label: '15 minutes' },
] as const;

const SIGN_OUTS = [
  { key: '5', label: '5 minutes' },
  { key: '15', label: '15 minutes' },
  { key: '30', label: '30 minutes' },
  { key: '60', label: '1 hour' },
  { key: '240', label: '4 hours' },
  { key: '480', label: '8 hours' },
] as const;

type Choice = { readonly key: string; readonly label: string };

/** The choice itself, or what another computer of the site set that is none of them. */
function withPresent(choices: readonly Choice[], present: number, unit: string): readonly Choice[] {
  const key = String(present);
  return choices.some((choice) => choice.key === key)
    ? choices
    : [{ key, label: `${key} ${unit}` }, ...choices];
}

type ScreenLockDialogProps = { readonly site: Site; readonly onClose: () => void };

/** How long the screens of the site may be left alone. Mount it to open it. */
export function ScreenLockDialog({ site, onClose }: ScreenLockDialogProps) {
  const change = useChange('site.changeScreenLock');
  const [lock, setLock] = useState(String(site.idleLockSeconds));
  const [signOut, setSignOut] = useState(String(site.signOutMinutes));
  const [notice, setNotice] = useState<string | null>(null);
  async function save(): Promise<void> {
    setNotice(null);
    const reply = await change.mutateAsync({
      idleLockSeconds: Number(lock),
      signOutMinutes: Number(signOut),
    });
    if (reply.ok) onClose();
    else setNotice(reply.failure.message);
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Screen lock"
      isDismissable={false}
      isBusy={change.isPending}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button variant="primary" isPending={change.isPending} onPress={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <SelectField
          label="Lock a screen that nobody touches for"
          description="On every computer of this site, from the next sign-in on."
          options={withPresent(LOCKS, site.idleLockSeconds, 'seconds')}
          value={lock}
          onChange={setLock}
        />
        <SelectField
          label="Forget where somebody was after"
          description="Whoever unlocks sooner goes on where they were. Drafts are kept either way."
          options={withPresent(SIGN_OUTS, site.signOutMinutes, 'minutes')}
          value={signOut}
          onChange={setSignOut}
        />
      </Stack>
    </Dialog>
  );
}
