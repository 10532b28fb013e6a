import { useState } from 'react';
import type { SigningSettings } from '../../shared/signing/contract.ts';
import { useChange, useOperation } from '../client/use-operation.ts';
import { NO_ANSWER } from '../client/why-not.ts';
import { FormNotice } from '../FormNotice.tsx';
import { QueryNotice } from '../QueryNotice.tsx';
import { announce } from '../ui/announce.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { QuantityField } from '../ui/QuantityField.tsx';
import { RadioCards } from '../ui/RadioCards.tsx';
import { Stack } from '../ui/Stack.tsx';
import { COSIGNATURE_WORDS } from './signing-words.ts';

const MAX_HOURS = 720;
const FORM_ID = 'signing-settings';

const CARDS = (['none', 'skinSubstitutes', 'all'] as const).map((key) => ({
  key,
  ...COSIGNATURE_WORDS[key],
}));

type FormProps = {
  readonly settings: SigningSettings;
  readonly onSaved: () => void;
  readonly onPending: (isPending: boolean) => void;
};

function SettingsForm({ settings, onSaved, onPending }: FormProps) {
  const [seen, setSeen] = useState(settings.version);
  const [hours, setHours] = useState<number | null>(settings.lateEntryHours);
  const [nurseCosignature, setCosignature] = useState(settings.nurseCosignature);
  const [error, setError] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const change = useChange('signing.changeSettings');

  async function save(): Promise<void> {
    setNotice(null);
    if (hours === null || hours < 1 || hours > MAX_HOURS) {
      setError(`Type a whole number of hours from 1 to ${MAX_HOURS}`);
      return;
    }
    onPending(true);
    const reply = await change
      .mutateAsync({ seen, lateEntryHours: hours, nurseCosignature })
      .catch(() => null);
    onPending(false);
    if (reply === null) setNotice(NO_ANSWER);
    else if (reply.ok) {
      announce('Signing rules saved');
      onSaved();
    } else if (reply.failure.code === 'Stale') {
      const now = reply.failure.details;
      setSeen(now.version);
      setNotice(
        `Somebody else changed this meanwhile: late after ${now.lateEntryHours} hours, co-signature for ${COSIGNATURE_WORDS[now.nurseCosignature].title.toLowerCase()}. What you chose is still here; save again to replace it.`,
      );
    } else setNotice(reply.failure.message);
  }
  return (
    <form
      id={FORM_ID}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap={5}>
        {notice !== null && <FormNotice>{notice}</FormNotice>}
        <QuantityField
          label="Late entry after"
          unit="hours"
          description="A record made longer than this after the care is marked as a late entry by itself."
          value={hours}
          onChange={(value) => {
            setHours(value);
            setError(undefined);
          }}
          error={error}
          min={1}
          max={MAX_HOURS}
          isRequired
        />
        <RadioCards
          label="Nurses’ records that a clinician co-signs"
          description="Holds for what is signed from now on. Until it is co-signed, a record is not billed."
          cards={CARDS}
          value={nurseCosignature}
          onChange={setCosignature}
        />
      </Stack>
    </form>
  );
}

/** How the site signs: when an entry is late, and what of a nurse's a clinician signs too. */
export function SigningSettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const settings = useOperation('signing.settings', {});
  const [isPending, setPending] = useState(false);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Signing rules of this site"
      isDismissable={false}
      isBusy={isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={isPending}>
            Cancel
          </Button>
          <Button
            variant="primary"
            type="submit"
            form={FORM_ID}
            isPending={isPending}
            isDisabled={settings.data === undefined}
          >
            Save
          </Button>
        </>
      }
    >
      {settings.data === undefined ? (
        <QueryNotice query={settings} what="Signing rules" />
      ) : (
        <SettingsForm settings={settings.data} onSaved={onClose} onPending={setPending} />
      )}
    </Dialog>
  );
}
