import { type FormEvent, type RefObject, useRef, useState } from 'react';
import { client } from '../client/client.ts';
import { FormNotice } from '../FormNotice.tsx';
import { placeProblems } from '../form-problems.ts';
import { Button } from '../ui/Button.tsx';
import { PinField } from '../ui/PinField.tsx';
import { Row } from '../ui/Row.tsx';
import { Stack } from '../ui/Stack.tsx';
import { useSignedIn } from '../signed-in.ts';
import { useFirstFocus } from '../use-first-focus.ts';
import { NewPinPanel, useNewPin } from './NewPinPanel.tsx';

export type ChangeOwnPinPanelProps = {
  readonly onChanged: () => void;
  readonly onCancel: () => void;
};

function waitText(seconds: number): string {
  return `Too many wrong PINs. Wait ${seconds === 1 ? '1 second' : `${seconds} seconds`}, then try again.`;
}

function useChangeOwnPin(onChanged: () => void, input: RefObject<HTMLInputElement | null>) {
  const [current, setCurrent] = useState('');
  const [currentProblem, setCurrentProblem] = useState<string>();
  const [notice, setNotice] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const entry = useNewPin();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setNotice(null);
    if (current === '') {
      setCurrentProblem('Type the PIN you sign in with now');
      input.current?.focus();
      return;
    }
    const newPin = entry.check();
    if (newPin === null) return;
    setPending(true);
    // Sent past the cache of mutations, which would keep both PINs for minutes.
    const reply = await client['users.changeOwnPin']({ currentPin: current, newPin });
    setPending(false);
    if (reply.ok) {
      onChanged();
      return;
    }
    const { failure } = reply;
    if (failure.code === 'TooSoon') setNotice(waitText(failure.details.waitSeconds));
    else if (failure.code === 'WrongPin') setCurrentProblem(failure.message);
    else if (failure.code === 'SamePin') entry.refuse('is the one you have now');
    else
      setNotice(
        placeProblems(failure, { fields: ['newPin'], show: (_field, why) => entry.refuse(why) }),
      );
  }

  function typeCurrent(digits: string): void {
    setCurrent(digits);
    setCurrentProblem(undefined);
  }
  return { current, typeCurrent, currentProblem, notice, isPending, entry, submit };
}

/** The form by which people change the PIN they sign in with. */
export function ChangeOwnPinPanel({ onChanged, onCancel }: ChangeOwnPinPanelProps) {
  const input = useRef<HTMLInputElement>(null);
  useFirstFocus(input);
  const form = useChangeOwnPin(onChanged, input);
  const hasPassword = useSignedIn(({ user }) => user?.hasPassword ?? false);
  return (
    <form onSubmit={(event) => void form.submit(event)} noValidate>
      <Stack>
        {form.notice !== null && <FormNotice>{form.notice}</FormNotice>}
        <PinField
          label="Current PIN"
          isRequired
          hasLetters={hasPassword}
          value={form.current}
          onChange={form.typeCurrent}
          error={form.currentProblem}
          ref={input}
        />
        <NewPinPanel entry={form.entry} label="New PIN" />
        <Row justify="end">
          <Button onPress={onCancel}>Cancel</Button>
          <Button variant="primary" type="submit" isPending={form.isPending}>
            Change PIN
          </Button>
        </Row>
      </Stack>
    </form>
  );
}
